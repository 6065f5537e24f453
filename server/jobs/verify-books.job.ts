import { checkBooks } from "#server/flows/verify-books/check-books.ts";
import type { Job } from "./job.ts";

/** Every night: every invariant over the whole database. */
export const verifyBooksJob: Job = {
  name: "verify-books",
  run: async (_, { log }) => {
    const verdicts = await checkBooks("full");
    log.info({ invariants: verdicts.length, broken: verdicts.filter((v) => v.violations).length }, "books checked");
  },
};

/** Every few minutes: the invariants that cost little. */
export const verifyBooksLightJob: Job = {
  name: "verify-books-light",
  run: async () => {
    await checkBooks("light");
  },
};
