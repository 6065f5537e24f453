import { z } from "zod";
import { passesLuhn } from "../cards.ts";
import type { FormObject } from "../form.ts";
import type { CardInput } from "../objects/payment-method.ts";
import type { Words } from "./words.ts";

export const fields = ["card_number", "card_expiry", "card_cvc", "cardholder_name"] as const;
export type Field = (typeof fields)[number];
export type FieldErrors = Partial<Record<Field, string>>;

/** What stays in the form after an error. Number and code are never sent back to the browser. */
export type Kept = { expiry: string; name: string };

export type CardForm = { card: CardInput; kept: Kept } | { errors: FieldErrors; kept: Kept };

const text = z.string().max(200).catch("");
const formShape = z.object({ card_number: text, card_expiry: text, card_cvc: text, cardholder_name: text });

/** "12/34", "12 / 2034" or "1234": month and full year, or undefined when it is no date. */
function readExpiry(value: string): { month: number; year: number } | undefined {
  const match = /^(\d{1,2})\s*[/.-]?\s*(\d{2}|\d{4})$/.exec(value.trim());
  if (!match) return undefined;
  const [month, year] = [Number(match[1]), Number(match[2])];
  if (month < 1 || month > 12) return undefined;
  return { month, year: year < 100 ? 2000 + year : year };
}

/** Checks the form as Stripe's page does, before any card is tried. `now` in seconds. */
export function readCardForm(body: FormObject, now: number, w: Words): CardForm {
  const input = formShape.parse(body);
  const digits = input.card_number.replace(/[\s-]/g, "");
  const expiry = readExpiry(input.card_expiry);
  const name = input.cardholder_name.trim();
  const today = new Date(now * 1000);
  const passed = expiry && expiry.year * 12 + expiry.month < today.getUTCFullYear() * 12 + today.getUTCMonth() + 1;
  const errors: FieldErrors = {
    ...(!(/^\d{13,19}$/.test(digits) && passesLuhn(digits)) && { card_number: w.numberError }),
    ...((!expiry || passed) && { card_expiry: w.expiryError }),
    ...(!/^\d{3,4}$/.test(input.card_cvc.trim()) && { card_cvc: w.cvcError }),
    ...(!name && { cardholder_name: w.nameError }),
  };
  const kept = { expiry: input.card_expiry, name };
  if (!expiry || Object.keys(errors).length > 0) return { errors, kept };
  return { card: { digits, expMonth: expiry.month, expYear: expiry.year, name }, kept };
}
