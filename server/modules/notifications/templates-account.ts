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
