import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** `by`: the first name that staff show; `answerable`: an answer to this mail finds the conversation. */
export type TicketMail = {
  number: string;
  subject: string;
  body: string;
  by: string;
  path: string;
  answerable: boolean;
};

const paragraphs = (body: string) =>
  body
    .split(/\n{2,}/)
    .filter((one) => one.trim())
    .map((one) => text(one.trim()));

const end = (pen: Pen, { path, answerable }: TicketMail) => [
  button(pen, pen.t("ticket.button"), path),
  quiet(pen.t(answerable ? "ticket.reply" : "ticket.replyOnPage")),
];

export function drawTicketOpened(mail: TicketMail, pen: Pen): Draft {
  const { t } = pen;
  return {
    subject: t("ticket.openedSubject", { number: mail.number, subject: mail.subject }),
    title: t("ticket.openedTitle"),
    blocks: [text(t("ticket.openedText")), ...paragraphs(mail.body), ...end(pen, mail)],
  };
}

export function drawTicketAnswered(mail: TicketMail, pen: Pen): Draft {
  const { t } = pen;
  return {
    subject: t("ticket.answeredSubject", { number: mail.number, subject: mail.subject }),
    title: t("ticket.answeredTitle"),
    blocks: [text(t("ticket.answeredBy", { name: mail.by })), ...paragraphs(mail.body), ...end(pen, mail)],
  };
}
