import { money } from "#server/kernel/money.ts";
import type { Quantity } from "#server/kernel/quantity.ts";
import type { ClaimDecision, ClaimKind } from "#server/modules/claims/contract.ts";
import { answerBy } from "#server/modules/claims/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { type LockedOrder, orderAccessToken } from "#server/modules/sales/index.ts";
import type { Tx } from "#server/platform/db.ts";
import { namedLines } from "../return-order/create-return.ts";

const pathOf = (order: LockedOrder, number: string) => `/order/${orderAccessToken(order.id)}/claims/${number}`;

type Received = {
  id: string;
  number: string;
  kind: ClaimKind;
  description: string;
  lines: readonly { name: string; quantity: number }[];
};

/** To a buyer who made a claim: that it came, and by when it is answered. */
export async function mailClaimReceived(tx: Tx, order: LockedOrder, claim: Received, now: Date): Promise<void> {
  const day = new Intl.DateTimeFormat(order.locale, { dateStyle: "long", timeZone: "UTC" });
  await queueMail(tx, {
    dedupeKey: `claim-received:${claim.id}`,
    to: order.email,
    template: "claim_received",
    locale: order.locale,
    data: {
      ...{ number: order.number, claim: claim.number, path: pathOf(order, claim.number), kind: claim.kind },
      ...{ lines: claim.lines, description: claim.description },
      day: day.format(new Date(`${answerBy(now)}T12:00:00Z`)),
    },
  });
}

type Decided = {
  id: string;
  number: string;
  outcome: ClaimDecision | "refused";
  answer?: string | undefined;
  lines: readonly { orderLineId: string; quantity: Quantity }[];
  amountMinor?: number;
  replacement?: { number: string };
  back?: { number: string; label: boolean };
};

/** To a buyer whose claim was answered: what happens now, or why nothing does. */
export async function mailClaimDecided(tx: Tx, order: LockedOrder, claim: Decided): Promise<void> {
  const { number, outcome, back, amountMinor, replacement, answer } = claim;
  await queueMail(tx, {
    dedupeKey: `claim-decided:${claim.id}`,
    to: order.email,
    template: "claim_decided",
    locale: order.locale,
    data: {
      ...{ number: order.number, claim: number, outcome, answer: answer ?? null },
      // What to do with the goods is on their return's page.
      path: back ? `/order/${orderAccessToken(order.id)}/returns/${back.number}` : pathOf(order, number),
      lines: namedLines(order, claim.lines),
      amount: amountMinor === undefined ? null : money(amountMinor, order.currency),
      replacement: replacement?.number ?? null,
      back: back ? { number: back.number, label: back.label } : null,
    },
  });
}
