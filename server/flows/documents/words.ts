import { createTranslator } from "use-intl/core";
import en from "#app/_messages/en/documents.json" with { type: "json" };
import fr from "#app/_messages/fr/documents.json" with { type: "json" };
import { writeDay } from "#server/kernel/days.ts";
import { dateFormat, numberFormat, tagOf } from "#server/kernel/formats.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { exponentOf, formatMoney, type Money } from "#server/kernel/money.ts";
import { partsOf } from "#server/kernel/payment-terms.ts";

const messages = { fr, en };

/** The words and figures of a paper in its reader's language. Days and instants are those of Paris. */
export function wordsOf(locale: Locale) {
  const instants = dateFormat(locale, { dateStyle: "long", timeZone: "Europe/Paris" });
  const rates = numberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const quantities = numberFormat(locale, { maximumFractionDigits: 3 });
  const countries = new Intl.DisplayNames(tagOf(locale), { type: "region" });
  return {
    locale,
    t: createTranslator({ locale, messages: messages[locale] }),
    money: (amount: Money) => formatMoney(amount, locale),
    /** A unit price in major units: two decimals, up to four when cents do not say it. */
    price: (major: string, currency: string) =>
      numberFormat(locale, {
        style: "currency",
        currency,
        minimumFractionDigits: exponentOf(currency),
        maximumFractionDigits: exponentOf(currency) + 2,
      }).format(major as Intl.StringNumericLiteral),
    instant: (iso: string) => instants.format(new Date(iso)),
    date: (day: string) => writeDay(day, locale, { month: true, year: true }),
    rate: (rate: string) => rates.format(Number(rate)),
    quantity: (value: number) => quantities.format(value),
    country: (code: string) => countries.of(code) ?? code,
  };
}
export type Words = ReturnType<typeof wordsOf>;

/** Terms of payment as an invoice says them (EN 16931, BT-20); null for none. */
export function termsText({ t }: Words, terms: string | null): string | null {
  if (!terms) return null;
  const { days, endOfMonth } = partsOf(terms);
  return t(endOfMonth ? "invoice.termsEndOfMonth" : "invoice.termsNet", { days });
}

type Address = {
  recipient: string;
  company: string | null;
  line1: string;
  line2: string | null;
  postcode: string;
  city: string;
  region: string | null;
  country: string;
};

/** An address as an envelope has it. */
export function addressLines(words: Words, address: Address): string[] {
  return [
    address.company ?? address.recipient,
    // A company may be its own recipient: said once.
    address.company && address.company !== address.recipient ? address.recipient : null,
    address.line1,
    address.line2,
    `${address.postcode} ${address.city}`,
    address.region,
    words.country(address.country),
  ].filter((line): line is string => Boolean(line));
}
