import { locales } from "../../kernel/locales.ts";
import { meaningful, normalise } from "./text.ts";

/** What means the same, as staff entered it, ready to be looked up. All phrases are normalised. */
export type Synonyms = {
  /** Phrases that mean the same as this normalised one. */
  of: (phrase: string) => string[];
  /** The longest phrase that has synonyms, in words. */
  longest: number;
  /** Every phrase with its synonyms, for engines that keep the table themselves. */
  table: Record<string, string[]>;
};

/** Plurals of both languages end in s or x; good enough to look a synonym up. */
const singular = (phrase: string): string => phrase.replace(/(?<=\p{L}{3})[sx](?= |$)/gu, "");

/** A phrase as it is entered, and as queries in each language keep it: "papier de verre" is asked for as "papier verre". */
const asAsked = (phrase: string): Set<string> =>
  new Set([phrase, ...locales.map((locale) => meaningful(phrase.split(" "), locale).join(" "))]);

/** Groups of words and phrases: any of a group finds all of it. A word may stand in several groups. */
export function synonymsFrom(groups: readonly (readonly string[])[]): Synonyms {
  const byPhrase = new Map<string, Set<string>>();
  for (const group of groups) {
    const phrases = [...new Set(group.map(normalise))].filter(Boolean);
    for (const phrase of phrases) {
      for (const asked of asAsked(phrase)) {
        const others = byPhrase.get(asked) ?? new Set<string>();
        for (const other of phrases) if (other !== asked) others.add(other);
        byPhrase.set(asked, others);
      }
    }
  }
  return {
    of: (phrase) => [...(byPhrase.get(phrase) ?? byPhrase.get(singular(phrase)) ?? [])],
    longest: Math.max(0, ...[...byPhrase.keys()].map((phrase) => phrase.split(" ").length)),
    table: Object.fromEntries([...byPhrase].map(([phrase, others]) => [phrase, [...others]])),
  };
}
