// The shop's own texts, by key: a test names what it looks for and is right in both languages.
import fs from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl/core";
import { words as sandboxWords } from "../../server/adapters/payments/sandbox/page/words.ts";
import type { Locale } from "../../server/kernel/locales.ts";

export type { Locale };

const namespaces = [
  "common",
  "storefront",
  "checkout",
  "consent",
  "portal",
  "backoffice",
  "books",
  "auth",
  "errors",
  "mail",
  "documents",
  "content",
  "reviews",
  "shipping",
  "stores",
];

type Values = Record<string, string | number | Date | (() => string)>;
/**
 * A text by its full key ("storefront.cart.checkout"), placeholders filled in; a function fills a marked part. Throws when
 * there is none.
 */
export type Words = (key: string, values?: Values) => string;

function read(locale: Locale): Words {
  const messages = Object.fromEntries(
    namespaces.map((name) => {
      const file = path.join(import.meta.dirname, "../../app/_messages", locale, `${name}.json`);
      return [name, JSON.parse(fs.readFileSync(file, "utf8")) as object];
    }),
  );
  const translate = createTranslator({
    locale,
    messages,
    timeZone: "Europe/Paris",
    onError: (error) => {
      throw error;
    },
  }) as unknown as Words;
  return translate;
}

const all: Record<Locale, Words> = { fr: read("fr"), en: read("en") };

/** The texts of one language. */
export const words = (locale: Locale): Words => all[locale];

/**
 * The language of a story: its own at the desktop's width, the other one at a phone's. Every part of the shop has stories of
 * both kinds, so that it is lived in with both languages at both widths, and nothing runs twice.
 */
export function languageOf(project: { name: string }, own: Locale): { locale: Locale; w: Words } {
  const other = own === "fr" ? "en" : "fr";
  const locale = project.name === "mobile" ? other : own;
  return { locale, w: all[locale] };
}

/** The texts of the payment page. */
export const payWords = (locale: Locale) => sandboxWords[locale];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A text as the beginning of an accessible name: forms add marks and "(optional)". */
export const startsWith = (text: string): RegExp => new RegExp(`^${escaped(text)}`);

/** A text with anything at all where it says "…", whatever kind of blanks it is written with. */
export const saying = (text: string): RegExp =>
  new RegExp(text.split("…").map(escaped).join(".*").replace(/\s+/g, "\\s+"));

/** Euros as the shop writes them, with plain blanks. */
export function euros(minor: number, locale: Locale): string {
  const text = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(minor / 100);
  return plain(text);
}

/** The same, as somebody types it. */
export const typed = (minor: number, locale: Locale): string => euros(minor, locale).replace(/[^\d.,]/g, "");

/** One kind of blank and apostrophe: PDFs, browsers and formatters differ in them. */
export const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009\s]+/g, " ").replace(/’/g, "'");
