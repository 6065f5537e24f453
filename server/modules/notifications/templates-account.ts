import { button, type Draft, type Pen, quiet, text } from "./pen.ts";

/** The account that a guest is offered after an order. `path` leads to the sign-in page, the token in its fragment. */
export type AccountOfferMail = { number: string; path: string; minutes: number };

export function drawAccountOffer({ path, ...values }: AccountOfferMail, pen: Pen): Draft {
  return {
    subject: pen.t("accountOffer.subject"),
    title: pen.t("accountOffer.title"),
    blocks: [
      text(pen.t("accountOffer.text", values)),
      button(pen, pen.t("accountOffer.button"), path),
      quiet(pen.t("accountOffer.ignore")),
    ],
  };
}

export type SignInMail = { path: string; minutes: number };

export const drawSignIn = ({ path, minutes }: SignInMail, pen: Pen): Draft => ({
  subject: pen.t("signIn.subject"),
  title: pen.t("signIn.title"),
  blocks: [
    text(pen.t("signIn.text", { minutes })),
    button(pen, pen.t("signIn.button"), path),
    quiet(pen.t("signIn.ignore")),
  ],
});

export type RegisterMail = { path: string; name: string };

export const drawRegister = ({ path, name }: RegisterMail, pen: Pen): Draft => ({
  subject: pen.t("register.subject"),
  title: pen.t("register.title"),
  blocks: [
    text(pen.t("hello", { name })),
    text(pen.t("register.text")),
    button(pen, pen.t("register.button"), path),
    quiet(pen.t("register.ignore")),
  ],
});

export type ResetMail = { path: string; minutes: number };

export const drawReset = ({ path, minutes }: ResetMail, pen: Pen): Draft => ({
  subject: pen.t("reset.subject"),
  title: pen.t("reset.title"),
  blocks: [
    text(pen.t("reset.text", { minutes })),
    button(pen, pen.t("reset.button"), path),
    quiet(pen.t("reset.ignore")),
  ],
});

export type InvitationMail = { path: string; name: string };

export const drawInvitation = ({ path, name }: InvitationMail, pen: Pen): Draft => ({
  subject: pen.t("invitation.subject"),
  title: pen.t("invitation.title"),
  blocks: [
    text(pen.t("hello", { name })),
    text(pen.t("invitation.text")),
    button(pen, pen.t("invitation.button"), path),
  ],
});

export type EmailChangeMail = { path: string; minutes: number };

export const drawEmailChange = ({ path, minutes }: EmailChangeMail, pen: Pen): Draft => ({
  subject: pen.t("emailChange.subject"),
  title: pen.t("emailChange.title"),
  blocks: [
    text(pen.t("emailChange.text", { minutes })),
    button(pen, pen.t("emailChange.button"), path),
    quiet(pen.t("emailChange.ignore")),
  ],
});

export type EmailChangedMail = { path: string; name: string; email: string; days: number };

export const drawEmailChanged = ({ path, name, email, days }: EmailChangedMail, pen: Pen): Draft => ({
  subject: pen.t("emailChanged.subject"),
  title: pen.t("emailChanged.title"),
  blocks: [
    text(pen.t("hello", { name })),
    text(pen.t("emailChanged.text", { email, days })),
    button(pen, pen.t("emailChanged.button"), path),
    quiet(pen.t("emailChanged.ignore")),
  ],
});

/** What an account's owner is told of its safety. */
export type SecurityNotice =
  | "new_device"
  | "password_changed"
  | "factor_on"
  | "factor_off"
  | "factor_reset"
  | "recovery_used";
/** `device`: browser and system by name, "" when unknown. `when`: an instant in words. */
export type SecurityNoticeMail = { what: SecurityNotice; device: string; when: string; path: string };

export const drawSecurityNotice = ({ what, device, when, path }: SecurityNoticeMail, pen: Pen): Draft => ({
  subject: pen.t(`security.${what}.subject`),
  title: pen.t(`security.${what}.subject`),
  blocks: [
    text(pen.t(`security.${what}.text`, { when, device: device || pen.t("security.unknownDevice") })),
    button(pen, pen.t("security.button"), path),
    quiet(pen.t("security.ignore")),
  ],
});

export type DataCopyMail = { path: string; name: string; days: number };

export const drawDataCopy = ({ path, name, days }: DataCopyMail, pen: Pen): Draft => ({
  subject: pen.t("dataCopy.subject"),
  title: pen.t("dataCopy.title"),
  blocks: [
    text(pen.t("hello", { name })),
    text(pen.t("dataCopy.text", { days })),
    button(pen, pen.t("dataCopy.button"), path),
  ],
});

export type ErasureMail = { path: string; name: string; hours: number };

export const drawErasure = ({ path, name, hours }: ErasureMail, pen: Pen): Draft => ({
  subject: pen.t("erasure.subject"),
  title: pen.t("erasure.title"),
  blocks: [
    text(pen.t("hello", { name })),
    text(pen.t("erasure.text", { hours })),
    button(pen, pen.t("erasure.button"), path),
    quiet(pen.t("erasure.ignore")),
  ],
});
