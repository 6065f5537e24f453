import { formatMoney, type Money } from "#server/kernel/money.ts";
import { button, type Draft, type Pen, text } from "./pen.ts";

type Lines = readonly { name: string; quantity: number }[];

export type ClaimReceivedMail = {
  /** Of the order, and of the claim. */
  number: string;
  claim: string;
  path: string;
  kind: "damaged" | "wrong_item" | "incomplete" | "lost" | "defective";
  lines: Lines;
  description: string;
  /** By when it is answered, in words. */
  day: string;
};

const goods = (lines: Lines, { t }: Pen) => ({
  kind: "lines" as const,
  caption: t("claim.lines"),
  lines: lines.map((line) => ({ name: line.name, detail: t("order.quantity", { quantity: line.quantity }) })),
});

/** What was claimed, word for word, and by when the house answers. */
export function drawClaimReceived(mail: ClaimReceivedMail, pen: Pen): Draft {
  const { t } = pen;
  return {
    subject: t("claim.receivedSubject", { number: mail.claim }),
    title: t("claim.receivedTitle"),
    blocks: [
      text(t("claim.receivedText", { number: mail.claim, order: mail.number, day: mail.day })),
      goods(mail.lines, pen),
      text(t(`claim.kinds.${mail.kind}`)),
      text(mail.description),
      button(pen, t("claim.button"), mail.path),
    ],
  };
}

export type ClaimDecidedMail = {
  number: string;
  claim: string;
  path: string;
  outcome: "replacement" | "refund" | "price_reduction" | "send_back" | "refused";
  /** Words of staff. */
  answer: string | null;
  lines: Lines;
  /** What goes back at once. */
  amount: Money | null;
  /** Of the order that is sent instead. */
  replacement: string | null;
  /** The return by which the goods come back first. */
  back: { number: string; label: boolean } | null;
};

/** A claim was answered: what happens now, or why nothing does. */
export function drawClaimDecided(mail: ClaimDecidedMail, pen: Pen): Draft {
  const { t, locale } = pen;
  const { outcome, answer, back } = mail;
  const names = {
    ...{ number: mail.claim, order: mail.number, replacement: mail.replacement ?? "", back: back?.number ?? "" },
    amount: mail.amount ? formatMoney(mail.amount, locale) : "",
  };
  const refused = outcome === "refused";
  return {
    subject: t(refused ? "claim.refusedSubject" : "claim.acceptedSubject", names),
    title: t(refused ? "claim.refusedTitle" : "claim.acceptedTitle"),
    blocks: [
      text(t(`claim.outcomes.${outcome}`, names)),
      ...(answer ? [text(answer)] : []),
      goods(mail.lines, pen),
      ...(back ? [text(t(back.label ? "claim.label" : "claim.chooseWay"))] : []),
      ...(refused ? [text(t("claim.refusedNext"))] : []),
      button(pen, t(back ? "claim.returnButton" : "claim.button"), mail.path),
    ],
  };
}
