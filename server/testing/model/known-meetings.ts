// Meetings that are known to be dangerous, played before the random ones: each turned red when the guard it is named after
// was taken out of the shop.
import type { Command, Crash, Scenario } from "./commands.ts";
import type { Moment, Pieces } from "./state.ts";

const a: Pieces = [1, 0];
const cut = (at: Crash["at"], nth: number, when: Crash["when"] = "after"): Crash => ({ at, nth, when });
const crash = null;
const buy = (lines: Pieces, placed: Moment = "now", at: Crash | null = null): Command => ({
  kind: "buy",
  lines,
  placed,
  crash: at,
});
const meet = (progress: number, stock: Pieces, ...clients: Command[][]): Scenario => ({
  stock,
  prelude: [{ lines: a, progress }],
  clients,
  seed: 1,
});
const on = (kind: "pay" | "settle" | "giveUp" | "cancel" | "work" | "carryOut", at: Crash | null = null): Command => ({
  kind,
  target: 0,
  crash: at,
});

export const knownMeetings: readonly Scenario[] = [
  // A hold that is good is nobody else's.
  meet(0, [0, 0], [buy(a)], [buy(a)]),
  // A hold that ran out is nobody's.
  meet(0, [0, 0], [buy(a, "later")]),
  // A hold that ran out was sold to another: the money that comes late finds nothing.
  meet(1, [0, 0], [buy(a, "later")], [on("pay"), on("settle"), on("settle"), on("settle")]),
  // A refund whose answer was lost is asked for again, and given once.
  meet(
    2,
    [0, 0],
    [{ kind: "refund", target: 0, share: 2, crash }, on("carryOut", cut("provider", 1)), on("carryOut")],
    [on("work")],
  ),
  // A commit whose answer was lost is not done again.
  meet(
    0,
    [0, 0],
    ...[4, 5, 6, 7, 8, 9, 10].map((nth): Command[] => [{ kind: "receive", lines: a, crash: cut("statement", nth) }]),
  ),
  // A cancelled order keeps nothing.
  meet(2, [0, 0], [on("cancel"), buy(a)], [on("settle")]),
  // Nobody pays for an order that was given up.
  meet(0, [0, 0], [on("giveUp"), on("pay"), on("settle")], [on("settle")]),
  // The provider's answer was lost, and the same request goes on where it was.
  meet(0, [2, 0], [buy(a, "now", cut("provider", 1))], [buy(a, "now", cut("provider", 1, "before"))]),
  // Two in the warehouse do one step once; one of them was cut off.
  meet(
    3,
    [0, 0],
    [on("work"), on("work"), on("work"), on("work")],
    [on("work"), on("work", cut("statement", 9)), on("work"), on("work")],
  ),
];
