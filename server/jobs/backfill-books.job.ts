import { backfillBooks } from "#server/flows/keep-books/backfill-books.ts";
import { checkBooks } from "#server/flows/verify-books/check-books.ts";
import type { Job } from "./job.ts";

/** When a worker starts: documents from before the journal get their entries; a shop never checked gets its first check. */
export const backfillBooksJob: Job = {
  name: "backfill-books",
  run: async (_, { db, log }) => {
    const entries = await backfillBooks();
    if (entries) log.info({ entries }, "journal entries written for earlier documents");
    if (entries || !(await db.invariantCheck.findFirst({ select: { id: true } }))) await checkBooks("full");
  },
};
