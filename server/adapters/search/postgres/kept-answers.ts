/** Answers kept, some kilobytes each; what was asked longest ago goes first. */
const mostKept = 1_000;

/**
 * What questions were answered, for as long as neither the index nor the synonyms change. Who asks while another's same
 * question is being answered waits for that answer.
 */
export class KeptAnswers<T> {
  readonly #kept = new Map<string, { answer: Promise<T>; synonyms: object }>();

  /** To be called with every change, before anybody asks again. */
  forget(): void {
    this.#kept.clear();
  }

  of(question: string, synonyms: object, find: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(question);
    const kept = known?.synonyms === synonyms ? known : { answer: find(), synonyms };
    this.#kept.delete(question);
    this.#kept.set(question, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(oldest);
    }
    kept.answer.catch(() => {
      if (this.#kept.get(question) === kept) this.#kept.delete(question);
    });
    return kept.answer;
  }
}
