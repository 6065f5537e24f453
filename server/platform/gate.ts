import { DomainError } from "../kernel/errors.ts";

type Waiting = { admit: () => void; giveUp: NodeJS.Timeout };

/**
 * A door that lets so many in at a time and the others wait in the order they came. In front of work that needs a database
 * connection for long, so that a rush neither starves everyone else's reads of connections nor serves the last comers first.
 */
export class Gate {
  #inside = 0;
  readonly #queue: Waiting[] = [];
  readonly #size: () => number;
  readonly #patienceMs: number;

  /** `size` is asked at each arrival; who waits longer than `patienceMs` is turned away. */
  constructor(size: () => number, patienceMs: number) {
    this.#size = size;
    this.#patienceMs = patienceMs;
  }

  /**
   * Runs work once there is room; `waited` tells it whether there was a queue. Throws DomainError unavailable
   * `unavailable` when its turn does not come in time, and whatever the work throws.
   */
  async through<T>(work: (waited: boolean) => Promise<T>): Promise<T> {
    const waited = this.#inside >= this.#size();
    if (waited) await this.#turn();
    else this.#inside += 1;
    try {
      return await work(waited);
    } finally {
      const next = this.#queue.shift();
      // The place is handed over, never free in between: nobody overtakes.
      if (next) next.admit();
      else this.#inside -= 1;
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        admit: () => {
          clearTimeout(waiting.giveUp);
          resolve();
        },
        giveUp: setTimeout(() => {
          this.#queue.splice(this.#queue.indexOf(waiting), 1);
          reject(new DomainError("unavailable", "unavailable"));
        }, this.#patienceMs),
      };
      this.#queue.push(waiting);
    });
  }
}
