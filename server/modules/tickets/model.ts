import type { Transitions } from "#server/kernel/state-machine.ts";
import type { TicketStatus } from "./contract.ts";

export type TicketAction = "ask" | "answer" | "solve" | "reopen" | "close";

/** Who asks again opens it, whatever was thought of it before; only what is closed stays closed. */
export const ticketTransitions: Transitions<TicketStatus, TicketAction> = {
  open: { ask: "open", answer: "waiting", solve: "solved", reopen: "open", close: "closed" },
  waiting: { ask: "open", answer: "waiting", solve: "solved", reopen: "open", close: "closed" },
  solved: { ask: "open", answer: "waiting", solve: "solved", reopen: "open", close: "closed" },
  closed: {},
};
