// Random commands for several clients, and how they read when one run of them fails.
import fc from "fast-check";
import type { Moment, Pieces } from "./state.ts";

/** Where a command's first attempt is cut off: at the n-th statement or call of the provider, before or after it took effect. */
export type Crash = { at: "statement" | "provider"; nth: number; when: "before" | "after" };

export type Command = { crash: Crash | null } & (
  | { kind: "buy"; lines: Pieces; placed: Moment }
  | { kind: "pay" | "settle" | "giveUp" | "cancel" | "work" | "invoice" | "carryOut"; target: number }
  | { kind: "refund"; target: number; share: number }
  | { kind: "refundUnit" | "comeBack"; target: number; article: 0 | 1 }
  | { kind: "receive" | "writeOff"; lines: Pieces }
  | { kind: "sweep" }
);

export type Scenario = {
  stock: Pieces;
  /** Orders that exist before the clients begin, and how far they have come. */
  prelude: readonly { lines: Pieces; progress: number }[];
  clients: readonly (readonly Command[])[];
  /** Of the small random pauses that make clients meet at different moments. */
  seed: number;
};

const lines = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
  .map(([a, b]): Pieces => (a + b === 0 ? [1, 0] : [a, b]));

const crash = fc.option(
  fc.record({
    at: fc.constantFrom("statement" as const, "statement" as const, "provider" as const),
    nth: fc.integer({ min: 1, max: 30 }),
    when: fc.constantFrom("before" as const, "after" as const),
  }),
  { freq: 2, nil: null },
);

const placed = fc.constantFrom<Moment>("now", "later");

const target = fc.nat(4);

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("buy" as const), lines, placed, crash }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "pay" as const,
        "settle",
        "settle",
        "work",
        "work",
        "cancel",
        "giveUp",
        "invoice",
        "carryOut",
      ),
      target,
      crash,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("refund" as const),
      target,
      share: fc.integer({ min: 1, max: 4 }),
      crash,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("receive" as const, "writeOff"), lines, crash }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("refundUnit" as const, "comeBack" as const),
      target,
      article: fc.constantFrom(0 as const, 1 as const),
      crash,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("sweep" as const), crash }) },
);

/** Two to eight clients, so many commands in all that an explanation can be searched for. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  stock: fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })),
  prelude: fc.array(fc.record({ lines, progress: fc.nat(7) }), { minLength: 1, maxLength: 3 }),
  clients: fc
    .array(fc.array(command, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 8 })
    .map((clients) => clients.map((commands) => commands.slice(0, Math.max(1, Math.floor(14 / clients.length))))),
  seed: fc.nat(),
});

const pieces = ([a, b]: Pieces) => [a && `${a} A`, b && `${b} B`].filter(Boolean).join(" + ");

/** "buys 1 A + 2 B in an hour, cut off after statement 7" */
export function tell(command: Command, slot: string): string {
  const cut = command.crash ? `, cut off ${command.crash.when} ${command.crash.at} ${command.crash.nth}` : "";
  switch (command.kind) {
    case "buy":
      return `buys ${pieces(command.lines)} as ${slot}${command.placed === "later" ? " later" : ""}${cut}`;
    case "refund":
      return `refunds 1/${command.share} of ${slot}${cut}`;
    case "receive":
    case "writeOff":
      return `${command.kind} ${pieces(command.lines)}${cut}`;
    case "refundUnit":
    case "comeBack":
      return `${command.kind} of one ${"AB"[command.article]} of ${slot}${cut}`;
    case "sweep":
      return `sweeps later${cut}`;
    default:
      return `${command.kind} ${slot}${cut}`;
  }
}

export function tellScenario({ stock, prelude, clients, seed }: Scenario): string {
  return [
    `stock ${stock[0]} A, ${stock[1]} B beyond the prelude; pauses ${seed}`,
    ...prelude.map((order, i) => `before: s${i} buys ${pieces(order.lines)}, then ${order.progress} steps of its life`),
    ...clients.flatMap((commands, c) =>
      commands.map(
        (command) => `c${c}: ${tell(command, "target" in command ? `s${command.target % prelude.length}` : "its own")}`,
      ),
    ),
  ].join("\n");
}
