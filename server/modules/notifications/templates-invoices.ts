import { formatMoney, type Money } from "#server/kernel/money.ts";
import type { Block } from "./blocks.ts";
import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** Open invoices that are due soon, or late; the first due first. */
export type InvoicesDueMail = {
  name: string;
  path: string;
  total: Money;
  invoices: readonly {
    number: string;
    dueDate: string;
    daysLate: number;
    open: Money /** Its PDF. */;
    paper: string;
  }[];
};

export const drawInvoicesDue = ({ name, path, total, invoices }: InvoicesDueMail, pen: Pen): Draft => {
  const late = invoices.some((one) => one.daysLate > 0);
  const values = { name, count: invoices.length, amount: formatMoney(total, pen.locale) };
  const day = new Intl.DateTimeFormat(pen.locale, { dateStyle: "long", timeZone: "UTC" });
  return {
    subject: pen.t(late ? "invoicesDue.lateSubject" : "invoicesDue.soonSubject", values),
    title: pen.t(late ? "invoicesDue.lateTitle" : "invoicesDue.soonTitle", values),
    blocks: [
      text(pen.t(late ? "invoicesDue.lateText" : "invoicesDue.soonText", values)),
      ...invoices.flatMap(({ number, dueDate, daysLate, open, paper }): Block[] => [
        text(
          pen.t("invoicesDue.line", {
            number,
            days: daysLate,
            date: day.format(new Date(`${dueDate}T00:00:00Z`)),
            amount: formatMoney(open, pen.locale),
          }),
        ),
        { kind: "link", label: pen.t("invoicesDue.paper", { number }), url: paper },
      ]),
      button(pen, pen.t("invoicesDue.button"), path),
      quiet(pen.t("invoicesDue.crossed")),
    ],
  };
};
