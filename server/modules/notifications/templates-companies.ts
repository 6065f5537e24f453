import { formatMoney, type Money } from "#server/kernel/money.ts";
import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

// Letters between the members of a company: invitations, orders that wait for an approval.

/** To an address that nobody has proven: names the company and nothing that anybody typed freely. */
export type CompanyInvitationMail = { company: string; days: number; path: string };

export const drawCompanyInvitation = ({ company, days, path }: CompanyInvitationMail, pen: Pen): Draft => ({
  subject: pen.t("company.invitation.subject", { company }),
  title: pen.t("company.invitation.title", { company }),
  blocks: [
    text(pen.t("company.invitation.text", { company, days })),
    button(pen, pen.t("company.invitation.button"), path),
    quiet(pen.t("company.invitation.ignore")),
  ],
});

export type ApprovalAskedMail = { company: string; buyer: string; total: Money; days: number; path: string };

export const drawApprovalAsked = ({ company, buyer, total, days, path }: ApprovalAskedMail, pen: Pen): Draft => {
  const values = { company, buyer, days, amount: formatMoney(total, pen.locale) };
  return {
    subject: pen.t("company.asked.subject", values),
    title: pen.t("company.asked.title"),
    blocks: [text(pen.t("company.asked.text", values)), button(pen, pen.t("company.asked.button"), path)],
  };
};

export type ApprovalClosedMail = {
  outcome: "approved" | "refused";
  company: string;
  total: Money;
  /** Of the order; null where there is none. */
  number: string | null;
  reason: string | null;
  path: string;
};

export const drawApprovalClosed = (data: ApprovalClosedMail, pen: Pen): Draft => {
  const { outcome, company, total, number, reason, path } = data;
  const values = { company, amount: formatMoney(total, pen.locale), number: number ?? "", reason: reason ?? "" };
  return {
    subject: pen.t(`company.${outcome}.subject`, values),
    title: pen.t(`company.${outcome}.title`),
    blocks: [text(pen.t(`company.${outcome}.text`, values)), button(pen, pen.t(`company.${outcome}.button`), path)],
  };
};
