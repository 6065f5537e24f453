// One run: the prelude, then all clients at once with their crashes, then silence, then the comparison.
import { setTimeout as wait } from "node:timers/promises";
import { DomainError } from "#server/kernel/errors.ts";
import { db } from "#server/platform/db.ts";
import { isOutage } from "#server/platform/outage.ts";
import { expectBooksToHold } from "../expect-books-to-hold.ts";
import { runJobs } from "../run-jobs.ts";
import { article } from "../shoppers.ts";
import { type Command, type Crash, type Scenario, tell, tellScenario } from "./commands.ts";
import { explain, type Operation, type Program } from "./explain.ts";
import { Fate, random, under } from "./fate.ts";
import type { MemoryProvider } from "./memory-provider.ts";
import { observe } from "./observe.ts";
import * as model from "./programs.ts";
import { type Basket, type RealShop, realShop } from "./real-shop.ts";
import { describeState, type ModelState, none, type Pieces, plus, pricesMinor, totalOf } from "./state.ts";

/** Refusals that only say that somebody was faster. */
const raced = new Set([
  "fulfilment.transition_not_allowed",
  "fulfilment.version_conflict",
  "fulfilment.delivery_not_found",
  "invoicing.already_posted",
  "invoicing.invoice_not_found",
  "invoicing.order_not_invoiceable",
]);

type Deed = {
  program: Program<ModelState>;
  act: () => Promise<unknown>;
  /** Is it repeated while its answer is lost, under the same key? */
  again?: boolean;
};

const wordOf = (value: unknown): string => (typeof value === "string" ? value : "ok");

/** What a client was told; null when it cannot know. Anything that is no honest refusal is a defect and thrown. */
function wordOfError(error: unknown, what: string): string | null {
  if (error instanceof DomainError) {
    if (error.kind === "unavailable") return null;
    if (error.code === "sales.order_changed") return "changed";
    return raced.has(error.code) ? "raced" : error.code;
  }
  if (isOutage(error)) return null;
  throw new Error(`${what}: ${String(error)}`, { cause: error });
}

class Run {
  readonly operations: Operation<ModelState>[] = [];
  readonly carts = new Map<string, string>();
  readonly #payUrls = new Map<string, string>();
  readonly #lines = new Map<string, Pieces>();
  readonly #shop: RealShop;
  readonly #next: () => number;

  constructor(shop: RealShop, next: () => number) {
    this.#shop = shop;
    this.#next = next;
  }

  /** Does a deed, again while the answer is lost where that is how it is done, and writes down what was told. */
  async perform(who: string, text: string, deed: Deed, crash: Crash | null): Promise<string | null> {
    for (let attempt = 0; attempt < 8; attempt++) {
      const fate = new Fate(attempt === 0 ? crash : null, this.#next);
      const start = performance.now();
      const answer = await under(fate, async () => wordOf(await deed.act())).catch((error: unknown) =>
        wordOfError(error, `${who} ${text}`),
      );
      const end = performance.now();
      if (answer === "idempotency_in_progress") {
        await wait(20);
        continue;
      }
      const told = `${who} ${text} → ${answer ?? "no answer"}`;
      // Who saw an older version of the order was refused before anything was done.
      if (answer === "changed") return answer;
      this.operations.push({ text: told, program: deed.program, start, end, answer });
      if (answer !== null || !deed.again) return answer;
    }
    return null;
  }

  deedOf(command: Command, slot: string, basket: Basket | null): Deed | null {
    const shop = this.#shop;
    const cart = this.carts.get(slot) ?? "";
    const deed = (program: Program<ModelState>, act: () => Promise<unknown>, again = false): Deed => ({
      program,
      act,
      again,
    });
    switch (command.kind) {
      case "buy": {
        if (!basket) return null;
        const { lines, placed } = command;
        this.carts.set(slot, basket.cartId);
        this.#lines.set(slot, lines);
        const act = async () => {
          this.#payUrls.set(slot, await shop.buy(basket, placed));
        };
        return deed(model.buy(slot, lines, placed), act, true);
      }
      case "pay": {
        const payUrl = this.#payUrls.get(slot);
        return payUrl === undefined ? null : deed(model.pay(slot), async () => shop.pay(payUrl));
      }
      case "settle":
        return deed(model.settle(slot), () => shop.settle(cart), true);
      case "giveUp":
        return deed(model.giveUp(slot), () => shop.giveUp(cart), true);
      case "sweep":
        return deed(model.sweep, () => shop.sweep("later"), true);
      case "cancel":
        return deed(model.cancel(slot), () => shop.cancel(cart));
      case "work":
        return deed(model.work(slot), () => shop.work(cart));
      case "invoice":
        return deed(model.invoice(slot), () => shop.invoice(cart));
      case "carryOut":
        return deed(model.carryOut(slot), () => shop.carryOut(cart), true);
      case "refund": {
        const amount = Math.max(1, Math.floor(totalOf(this.#lines.get(slot) ?? none) / command.share));
        const key = `model-${cart}-${this.operations.length}-${this.#next()}`;
        return deed(model.refund(slot, key, amount), () => shop.refund(cart, amount, key), true);
      }
      case "refundUnit": {
        const { article } = command;
        const key = `model-${cart}-${this.operations.length}-${this.#next()}`;
        return deed(model.refundUnit(slot, key, article), () => shop.refundUnit(cart, article, key), true);
      }
      case "comeBack":
        return deed(model.comeBack(slot, command.article), () => shop.comeBack(cart, command.article));
      case "receive":
        return deed(model.receive(command.lines), () => shop.changeStock(command.lines, 1));
      case "writeOff":
        return deed(model.writeOff(command.lines), () => shop.changeStock(command.lines, -1));
    }
  }
}

/** How a prelude's order goes on: so many of these. */
const life = ["pay", "settle", "invoice", "work", "work", "work", "work"] as const;

async function playPrelude(run: Run, scenario: Scenario, shop: RealShop): Promise<void> {
  for (const [i, { lines, progress }] of scenario.prelude.entries()) {
    const slot = `s${i}`;
    const basket = await shop.fillBasket(lines);
    const steps: Command[] = [
      { kind: "buy", lines, placed: "before", crash: null },
      ...life.slice(0, progress).map((kind) => ({ kind, target: i, crash: null })),
    ];
    for (const step of steps) {
      const deed = run.deedOf(step, slot, basket);
      if (deed) await run.perform("before:", tell(step, slot), deed, null);
    }
  }
}

async function playClient(
  run: Run,
  c: number,
  commands: readonly Command[],
  scenario: Scenario,
  baskets: readonly Basket[],
) {
  let own: string | null = null;
  let nextBasket = 0;
  for (const [n, command] of commands.entries()) {
    const shared = "target" in command ? `s${command.target % scenario.prelude.length}` : "";
    const ownFirst = "target" in command && command.target >= scenario.prelude.length;
    const slot: string = command.kind === "buy" ? `c${c}.${n}` : ownFirst ? (own ?? shared) : shared;
    const deed = run.deedOf(command, slot, command.kind === "buy" ? (baskets[nextBasket++] ?? null) : null);
    if (!deed) continue;
    const answer = await run.perform(`c${c}`, tell(command, slot), deed, command.crash);
    if (command.kind === "buy" && answer === "ok") own = slot;
  }
}

async function becomeQuiet(run: Run, shop: RealShop): Promise<void> {
  await runJobs();
  for (const [, cartId] of [...run.carts].sort()) {
    if (await db().salesOrder.findFirst({ where: { cartId }, select: { id: true } })) await shop.settle(cartId);
  }
  await shop.sweep("afterwards");
  await runJobs();
}

/** Everything that happened, and what was told, for whoever has to understand it. */
const story = (reason: string, scenario: Scenario, run: Run): string =>
  [
    reason,
    "",
    tellScenario(scenario),
    "",
    "what was told:",
    ...run.operations.map((o) => `${o.start.toFixed(0)}–${o.end.toFixed(0)} ms ${o.text}`),
  ].join("\n");

/** A run that failed may leave anything behind: the next one begins with an empty shop. */
export async function emptyShop(): Promise<void> {
  await db().$executeRawUnsafe(
    `TRUNCATE product, price_change, cart, sales_order, idempotency_key, outbox_event, outbox_pending, mail_message, audit_entry, counter CASCADE`,
  );
  await db().$executeRawUnsafe(`DELETE FROM graphile_worker._private_jobs`);
}

/**
 * Plays a scenario once and compares. Null when the model explains every answer and the state that is left; else what is
 * wrong, with everything that was done and told. `again` varies the moments at which clients meet.
 */
export async function runScenario(scenario: Scenario, provider: MemoryProvider, again = 0): Promise<string | null> {
  const onHand = scenario.prelude.reduce((sum, order) => plus(sum, order.lines), scenario.stock);
  const make = async (i: 0 | 1) =>
    (await article({ stock: onHand[i], price: String(pricesMinor[i] / 100), location: "WH-LYON" })).variantId;
  const articles = [await make(0), await make(1)] as const;
  const shop = realShop(articles, provider);
  const run = new Run(shop, random(scenario.seed + again));
  try {
    await playPrelude(run, scenario, shop);
    const baskets = await Promise.all(
      scenario.clients.map((commands) =>
        Promise.all(commands.flatMap((command) => (command.kind === "buy" ? [shop.fillBasket(command.lines)] : []))),
      ),
    );
    const ended = await Promise.allSettled(
      scenario.clients.map((commands, c) => playClient(run, c, commands, scenario, baskets[c] ?? [])),
    );
    for (const client of ended) if (client.status === "rejected") throw client.reason;
    await becomeQuiet(run, shop);

    const seen = JSON.stringify(await observe(articles, run.carts, provider));
    const verdict = explain<ModelState>({ onHand, orders: {} }, run.operations, (state) => {
      const due = JSON.stringify(describeState(model.quiesce(state)));
      return due === seen ? null : `the model ends in\n${due}\nthe database in\n${seen}`;
    });
    if (!verdict.explained) return story(verdict.reason, scenario, run);
    await expectBooksToHold();
    return null;
  } catch (error) {
    return story(error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error), scenario, run);
  }
}
