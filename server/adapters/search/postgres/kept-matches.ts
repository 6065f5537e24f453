// What many search for is matched and ranked once. Later only the products that changed meanwhile are looked at again, so
// that what is kept is as true as what would be read anew.
import type { Scores } from "./listing.ts";

/** Product ids kept in all, some 60 bytes each; what was asked for longest ago goes first. */
const mostKept = 300_000;
const mostQueries = 3_000;
/** After so many changes everything is matched anew. */
const mostAgain = 200;

/** What is known of searches in one build, as far as its changes are noted here. */
export class KeptMatches {
  readonly #known = new Map<string, { upTo: number; scores: Scores }>();
  #size = 0;
  /** The products that changed last, in order, and how many did before them. */
  readonly #changed: string[] = [];
  #earlier = 0;

  noteChange(productId: string): void {
    this.#changed.push(productId);
    if (this.#changed.length > 2 * mostAgain) this.#earlier += this.#changed.splice(0, mostAgain).length;
  }

  /**
   * What `match` answers to a question, about all products or only about some that changed. To be asked with all changes
   * noted that were committed before.
   */
  async scores(question: string, match: (only?: readonly string[]) => Promise<Scores>): Promise<Scores> {
    const upTo = this.#earlier + this.#changed.length;
    const known = this.#known.get(question);
    if (!known || known.upTo < this.#earlier || upTo - known.upTo > mostAgain) {
      return this.#keep(question, upTo, await match());
    }
    if (known.upTo === upTo) return this.#keep(question, upTo, known.scores);
    const again = [...new Set(this.#changed.slice(known.upTo - this.#earlier))];
    const scores = new Map(known.scores);
    for (const id of again) scores.delete(id);
    for (const [id, score] of await match(again)) scores.set(id, score);
    return this.#keep(question, upTo, scores);
  }

  #keep(question: string, upTo: number, scores: Scores): Scores {
    this.#forget(question);
    this.#known.set(question, { upTo, scores });
    this.#size += scores.size;
    for (const oldest of this.#known.keys()) {
      if (this.#size <= mostKept && this.#known.size <= mostQueries) break;
      this.#forget(oldest);
    }
    return scores;
  }

  #forget(question: string): void {
    this.#size -= this.#known.get(question)?.scores.size ?? 0;
    this.#known.delete(question);
  }
}
