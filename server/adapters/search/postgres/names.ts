// What products are called in one language, in memory, for suggestions: they follow every key that is pressed, and ranking all
// that begins like three letters takes the database hundreds of milliseconds in a large shop. Looking at every name takes three.
import type { Scores } from "./listing.ts";

type Name = { title: string; near: string };

const called = 3;
const begun = 2;
const named = 1;
const near = 0;

/** Texts are lower-case without accents; before every word, the first one too, is a space. */
export class Names {
  readonly #names = new Map<string, Name>();

  put(id: string, title: string, words: string): void {
    this.#names.set(id, { title, near: words });
  }

  remove(id: string): void {
    this.#names.delete(id);
  }

  /**
   * Products in whose names all words begin so: those called by the whole phrase first, then those that begin with it. Where
   * fewer than `enough` are, also those that have the words near the name (brand, category, features).
   */
  beginning(phrase: string, words: readonly string[], enough: number): Scores {
    const starts = words.map((word) => ` ${word}`);
    const scores = new Map<string, number>();
    if (starts.length === 0) return scores;
    const whole = ` ${phrase}`;
    for (const [id, { title }] of this.#names) {
      if (!starts.every((word) => title.includes(word))) continue;
      scores.set(id, title === whole ? called : title.startsWith(whole) ? begun : named);
    }
    if (scores.size >= enough) return scores;
    for (const [id, name] of this.#names) {
      if (!scores.has(id) && starts.every((word) => name.title.includes(word) || name.near.includes(word))) {
        scores.set(id, near);
      }
    }
    return scores;
  }

  /**
   * Of products that match words, those that a look at their names alone puts first, up to `most`: called by the phrase, their
   * name has every word, some words. `terms` are words with other ways to say each.
   */
  likeliest(ids: readonly string[], phrase: string, terms: readonly (readonly string[])[], most: number): string[] {
    const starts = terms.map((ways) => ways.map((way) => ` ${way}`));
    const whole = ` ${phrase}`;
    const places: string[][] = Array.from({ length: terms.length + 3 }, () => []);
    for (const id of ids) {
      const title = this.#names.get(id)?.title ?? "";
      let had = 0;
      for (const ways of starts) if (ways.some((way) => title.includes(way))) had++;
      const better = title === whole ? 2 : title.startsWith(whole) ? 1 : 0;
      places[places.length - 1 - had - better]?.push(id);
    }
    return places.flat().slice(0, most);
  }
}
