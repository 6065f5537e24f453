import { writeDay } from "#server/kernel/days.ts";
import { formatMoney, type Money } from "#server/kernel/money.ts";
import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

// Letters about quotes: to the customer who is offered one, and to whoever of the house wrote it.

export type QuoteSentMail = {
  number: string;
  version: number;
  total: Money;
  /** A day. */
  validUntil: string;
  path: string;
  /** Where its paper lies, on the shop's own address; no language before it. */
  paper: string;
};

const dayIn = (pen: Pen, day: string) => writeDay(day, pen.locale, { month: true, year: true });

export const drawQuoteSent = (data: QuoteSentMail, pen: Pen): Draft => {
  const { number, version, total, validUntil, path } = data;
  const values = { number, version, amount: formatMoney(total, pen.locale), day: dayIn(pen, validUntil) };
  return {
    subject: pen.t("quote.sent.subject", values),
    title: pen.t(version > 1 ? "quote.sent.again" : "quote.sent.title", values),
    blocks: [
      text(pen.t("quote.sent.text", values)),
      button(pen, pen.t("quote.sent.button"), path),
      quiet(pen.t("quote.sent.paper", { link: data.paper })),
    ],
  };
};

export type QuoteWithdrawnMail = { number: string; reason: string; path: string };

export const drawQuoteWithdrawn = ({ number, reason, path }: QuoteWithdrawnMail, pen: Pen): Draft => ({
  subject: pen.t("quote.withdrawn.subject", { number }),
  title: pen.t("quote.withdrawn.title"),
  blocks: [text(pen.t("quote.withdrawn.text", { number, reason })), button(pen, pen.t("quote.withdrawn.button"), path)],
});

export type QuoteAnsweredMail = {
  outcome: "accepted" | "declined";
  number: string;
  customer: string;
  reason: string | null;
  orderNumber: string | null;
  path: string;
};

export const drawQuoteAnswered = (data: QuoteAnsweredMail, pen: Pen): Draft => {
  const { outcome, number, customer, path } = data;
  const values = { number, customer, reason: data.reason ?? "", order: data.orderNumber ?? "" };
  return {
    subject: pen.t(`quote.${outcome}.subject`, values),
    title: pen.t(`quote.${outcome}.title`, values),
    blocks: [text(pen.t(`quote.${outcome}.text`, values)), button(pen, pen.t("quote.answered"), path)],
  };
};
