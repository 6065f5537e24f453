// A consumer withdraws from a contract, without an account and in two steps (Directive 2011/83/EU, article 11a; Code de la
// consommation, articles L221-18 to L221-28): kept word for word, confirmed by mail with date and time, and what had arrived
// is announced as a return. It is taken late and without an order too: staff decide then. Locks: order.
import { DomainError } from "#server/kernel/errors.ts";
import type { Locale } from "#server/kernel/locales.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { lockOrder, orderAccessToken, recordEvent } from "#server/modules/sales/index.ts";
import type { DeclareInput, Receipt } from "#server/modules/withdrawals/contract.ts";
import { keepWithdrawal } from "#server/modules/withdrawals/index.ts";
import type { By } from "#server/platform/audit.ts";
import { nextNumber } from "#server/platform/counter.ts";
import type { Tx } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { wordsOf } from "../documents/words.ts";
import { announceWhatCan, namedLines } from "../return-order/create-return.ts";
import { contractOf, excludedGoods, goodsLeft, timeOf } from "./find-contract.ts";

type Line = { orderLineId: string; quantity: Quantity; name: string };

/**
 * Takes a declaration. Throws DomainError forbidden `withdrawals.consumers_only`; conflict `withdrawals.nothing_left`,
 * `withdrawals.too_much` { name, left }; unprocessable `withdrawals.line_not_in_order`, `withdrawals.excluded` { name, exclusion }.
 */
export function declareWithdrawal(
  input: DeclareInput,
  reader: { by: By; locale: Locale },
  now: Date,
): Promise<Receipt> {
  return inTx(async (tx) => {
    const found = await contractOf(tx, input.contract);
    const locked = found && (await lockOrder(tx, found.id));
    // Again, under the lock: its buyer may just have changed it or called it off.
    const order = locked && (await contractOf(tx, input.contract));
    if (order && !order.consumer) throw new DomainError("forbidden", "withdrawals.consumers_only");
    if (order) assertNotExcluded(input, excludedGoods(order));
    const lines = order ? wanted(input, await goodsLeft(tx, order)) : [];
    const { late } = order ? await timeOf(tx, order, now) : { late: false };
    const orderNumber = order?.number ?? input.contract.number;
    const announced = order ? await announceWhatCan(tx, locked, { reason: "withdrawal", lines }, reader.by, now) : null;
    const statement = statementOf(reader.locale, { name: input.name, number: orderNumber, lines });
    const kept = {
      number: await nextNumber(tx, "withdrawal", now),
      orderId: order?.id ?? null,
      ...{ orderNumber, name: input.name, email: input.email, locale: reader.locale, statement, late, now },
      returnNumber: announced?.number ?? null,
      done: announced?.complete ?? false,
      lines: lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
    };
    await keepWithdrawal(tx, kept);
    if (order) {
      const data = { number: kept.number, lines: namedLines(locked, lines) };
      await recordEvent(tx, locked.id, { type: "withdrawal_declared", data }, reader.by, now);
    }
    await acknowledge(tx, kept, order);
    const { number, email, returnNumber } = kept;
    return { number, declaredAt: now.toISOString(), statement, email, returnNumber, late };
  });
}

/** Goods that are excluded by law are not withdrawn from, and it is said why (article L221-28). */
function assertNotExcluded({ lines }: DeclareInput, excluded: ReturnType<typeof excludedGoods>): void {
  const named = excluded.find(({ orderLineId }) => lines?.some((line) => line.orderLineId === orderLineId));
  if (!named) return;
  const { name, exclusion } = named;
  throw new DomainError("unprocessable", "withdrawals.excluded", { name, exclusion });
}

/** What is withdrawn from: all that is left, or what was named of it. */
function wanted({ lines }: DeclareInput, left: readonly Line[]): Line[] {
  if (left.length === 0) throw new DomainError("conflict", "withdrawals.nothing_left");
  if (!lines) return [...left];
  const seen = new Set<string>();
  return lines.map(({ orderLineId, quantity }) => {
    const line = left.find((one) => one.orderLineId === orderLineId);
    if (!line || seen.has(orderLineId)) throw new DomainError("unprocessable", "withdrawals.line_not_in_order");
    seen.add(orderLineId);
    if (quantity > line.quantity) {
      throw new DomainError("conflict", "withdrawals.too_much", { name: line.name, left: line.quantity });
    }
    return { ...line, quantity };
  });
}

/** The words of the model form (annex to article R221-1), with what it concerns. */
function statementOf(
  locale: Locale,
  { name, number, lines }: { name: string; number: string; lines: readonly Line[] },
) {
  const words = wordsOf(locale);
  const goods = lines.map((line) => `${words.quantity(line.quantity)} × ${line.name}`).join(" ; ");
  return goods
    ? words.t("withdrawal.statement", { name, number, goods })
    : words.t("withdrawal.statementOfAll", { name, number });
}

type Kept = {
  number: string;
  orderNumber: string;
  email: string;
  locale: Locale;
  statement: string;
  returnNumber: string | null;
  now: Date;
};

/** The receipt, to the address that was given; to the order's own too, so that nobody withdraws in another's name unseen. */
async function acknowledge(tx: Tx, kept: Kept, order: { id: string; email: string } | null): Promise<void> {
  const at = new Intl.DateTimeFormat(kept.locale, { dateStyle: "full", timeStyle: "medium", timeZone: "Europe/Paris" });
  const own = order?.email.toLowerCase();
  for (const to of new Set([kept.email, ...(own ? [own] : [])])) {
    await queueMail(tx, {
      dedupeKey: `withdrawal:${kept.number}:${to}`,
      to,
      template: "withdrawal_received",
      locale: kept.locale,
      data: {
        number: kept.number,
        order: kept.orderNumber,
        statement: kept.statement,
        at: at.format(kept.now),
        returnNumber: kept.returnNumber,
        // The order's page is for its own address only.
        path: order && to === own ? `/order/${orderAccessToken(order.id)}` : null,
      },
    });
  }
}
