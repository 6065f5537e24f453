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
