import type { Locale } from "../../kernel/locales.ts";

// How both engines read what people type and what products are called.

const ligatures: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/** Lower-case letters and digits without accents, words apart by one space: "L’Étagère Cèpe" → "l etagere cepe". */
export function normalise(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (c) => ligatures[c] ?? c)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Letters and digits only: how SKUs and GTINs are compared ("mc-cha 01" and "MC-CHA-01" are one). */
export const normaliseCode = (text: string): string => normalise(text).replaceAll(" ", "");

/** The words of a text with their written form: { theiere: "théière" }. Short words and numbers are left out. */
export function spellings(texts: readonly string[]): Map<string, string> {
  const words = new Map<string, string>();
  for (const written of texts
    .join(" ")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const word = normalise(written);
    if (word.length >= 3 && /\p{L}/u.test(word) && !word.includes(" ") && !words.has(word)) words.set(word, written);
  }
  return words;
}

/** Compounds as one word, for those who forget the hyphen: "Porte-manteau" → "portemanteau". */
export const joinedCompounds = (text: string): string[] =>
  (text.match(/\p{L}+(?:[-’']\p{L}+)+/gu) ?? []).map((compound) => normalise(compound).replaceAll(" ", ""));

// Per language: "or" is gold in French.
const stopWords: Record<Locale, ReadonlySet<string>> = {
  fr: new Set(
    (
      "a au aux avec ce ces cet cette chez d dans de des du elle en et il l la le les leur ma mes mon ne notre nos ou " +
      "par pas pour qu que qui sa sans ses son sur un une votre vos y"
    ).split(" "),
  ),
  en: new Set("a an and are as at by for from in into is it of on or our the to with your".split(" ")),
};

/** The words that mean something; all of them when none does. */
export function meaningful(words: readonly string[], locale: Locale): string[] {
  const kept = words.filter((word) => !stopWords[locale].has(word));
  return kept.length ? kept : [...words];
}

const unitsInCm: Record<string, number> = { mm: 0.1, cm: 1, m: 100, '"': 2.54, in: 2.54, inch: 2.54, po: 2.54 };

/** Sizes written in a name or an option, in centimetres: "60 × 40 cm" → [60, 40]. */
export const centimetresIn = (text: string): number[] =>
  [...text.matchAll(/(\d{1,4})(?:[.,]\d+)?(?=(?:\s*[×x]\s*\d{1,4}(?:[.,]\d+)?)*\s*cm\b)/giu)].map((match) =>
    Number(match[1]),
  );

/** One thing that was asked for: a word, or a size in any unit, with other ways to say it. */
export type Term = {
  /** Normalised, as typed. */
  word: string;
  /** Still being typed: matches beginnings. */
  open: boolean;
  /** Sizes and numbers are not spelling mistakes. */
  literal: boolean;
  /** Other words or sizes that mean the same. */
  also: readonly string[];
};

export type ParsedQuery = {
  /** All of it, normalised: compared with whole names. */
  phrase: string;
  /** All of it as a code, or null when it cannot be one. */
  code: string | null;
  terms: readonly Term[];
};

const longest = 200;
/** A SKU whose dashes were typed as spaces: nothing but short words, three or more. */
const spacedCode = /^\S{1,5}(?: \S{1,5}){2,}$/;
const mostTerms = 10;

/**
 * Reads a query. Sizes become whole centimetres with a tolerance of one (24" → 61cm, also 60cm and 62cm); articles and
 * the like are dropped unless nothing else was typed; the last word is open unless a space follows it.
 */
export function parseQuery(text: string, locale: Locale): ParsedQuery {
  const typed = text.slice(0, longest);
  const sizes: Term[] = [];
  const rest = typed.replace(
    /(\d{1,4}(?:[.,]\d{1,2})?)\s*(mm|cm|m|"|”|″|inch(?:es)?|in|pouces?|po)(?![\p{L}\p{N}])/giu,
    (_, number: string, written: string) => {
      const unit = /^[”″]$/.test(written)
        ? '"'
        : written
            .toLowerCase()
            .replace(/^inches$/, "inch")
            .replace(/^pouces?$/, "po");
      const cm = Math.round(Number(number.replace(",", ".")) * (unitsInCm[unit] ?? 1));
      const also = cm > 1 ? [`${cm - 1}cm`, `${cm + 1}cm`] : [];
      sizes.push({ word: `${cm}cm`, open: false, literal: true, also });
      return " ";
    },
  );
  const phrase = normalise(typed);
  const all = normalise(rest).split(" ").filter(Boolean);
  const kept = all.every((word) => stopWords[locale].has(word)) && sizes.length ? [] : meaningful(all, locale);
  const open = !/\s$/.test(typed) && kept.at(-1) === all.at(-1);
  const words = kept.map((word, i): Term => {
    return { word, open: open && i === kept.length - 1, literal: /^\d+$/.test(word), also: [] };
  });
  const code = normaliseCode(typed);
  return {
    phrase,
    code: /\d/.test(code) || /\S[-_]\S/.test(typed) || spacedCode.test(phrase) ? code : null,
    terms: [...words, ...sizes].slice(0, mostTerms),
  };
}

/**
 * Edits between two words: letters added, left out, changed, or neighbours swapped (each counts one). Stops counting
 * above `most` and then returns most + 1.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}

/** How many edits are forgiven in a word: none up to three letters, one up to six, two beyond. */
export const forgivenEdits = (word: string): number => (word.length <= 3 ? 0 : word.length <= 6 ? 1 : 2);

/**
 * Roughly how a normalised word sounds in French, to compare with another: "chaise" and "chese", "theiere" and "teyere",
 * "horloge" and "horloje" are one. Coarse on purpose: it only chooses among words that look alike already.
 */
export const soundOf = (word: string): string =>
  word
    .replace(/eau|au/g, "o")
    .replace(/ai|ei|ay|ey/g, "e")
    .replace(/y/g, "i")
    .replace(/ph/g, "f")
    .replace(/g(?=[eiy])/g, "j")
    .replace(/ss|c(?=[eiy])|t(?=ion)/g, "s")
    .replace(/(?<![cs])h/g, "")
    .replace(/qu|ck|q|c(?!h)/g, "k")
    .replace(/z/g, "s")
    .replace(/(.)\1+/g, "$1")
    .replace(/(?<=..)(?:e|es|s|x|t|d)$/, "");
