import { z } from "zod";
import { readAgedBalance } from "#server/flows/aged-balance/read-aged-balance.ts";
import { correctEntry } from "#server/flows/keep-books/correct-entry.ts";
import {
  assignRoleInput,
  balanceInput,
  balanceSchema,
  chartSchema,
  correctEntryInput,
  entryDetailSchema,
  entryIdInput,
  journalListInput,
  journalPage,
  ledgerInput,
  ledgerPage,
  saveAccountInput,
  yearsSchema,
} from "#server/modules/accounting/contract.ts";
import { agedInput, agedPage } from "#server/modules/accounting/contract-aged.ts";
import {
  assignRole,
  customerLedger,
  entryDetail,
  fiscalYears,
  listJournal,
  readChart,
  saveAccount,
  trialBalance,
} from "#server/modules/accounting/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["accounting"];
const at = (path: string) => `/admin/accounting${path}` as const;
const none = z.strictObject({}).optional();

/** The journal behind invoices, credit notes, payments and refunds. Files are at /api/exports. */
export const adminAccountingRouter = router({
  journal: guarded("accounting.journal.read")
    .meta({ openapi: { method: "GET", path: at("/journal"), tags, summary: "Entries, the latest first" } })
    .input(journalListInput)
    .output(journalPage)
    .query(({ input }) => listJournal(db(), input)),

  entry: guarded("accounting.journal.read")
    .meta({ openapi: { method: "GET", path: at("/entries/{id}"), tags, summary: "One entry with its lines" } })
    .input(entryIdInput)
    .output(entryDetailSchema)
    .query(({ ctx, input }) => entryDetail(db(), input.id, ctx.locale)),

  correct: guarded("accounting.entry.correct")
    .meta({
      openapi: { method: "POST", path: at("/entries/{id}/correct"), tags, summary: "Reverse it and post it again" },
    })
    .input(correctEntryInput)
    .output(entryDetailSchema)
    .mutation(async ({ ctx, input }) => {
      const { id } = await correctEntry(input, ctx.by);
      return entryDetail(db(), id, ctx.locale);
    }),

  balance: guarded("accounting.journal.read")
    .meta({ openapi: { method: "GET", path: at("/balance"), tags, summary: "Trial balance between two days" } })
    .input(balanceInput)
    .output(balanceSchema)
    .query(({ ctx, input }) => trialBalance(db(), input, ctx.locale)),

  customers: guarded("accounting.journal.read")
    .meta({ openapi: { method: "GET", path: at("/customers"), tags, summary: "What customers owe or are owed" } })
    .input(ledgerInput)
    .output(ledgerPage)
    .query(({ input }) => customerLedger(db(), input)),

  aged: guarded("accounting.journal.read")
    .meta({ openapi: { method: "GET", path: at("/aged"), tags, summary: "What customers owe, by how late it is" } })
    .input(agedInput)
    .output(agedPage)
    .query(({ input }) => readAgedBalance(db(), input, new Date())),

  years: guarded("accounting.journal.read")
    .meta({ openapi: { method: "GET", path: at("/years"), tags, summary: "Fiscal years with entries" } })
    .input(none)
    .output(yearsSchema)
    .query(() => fiscalYears(db())),

  chart: guarded("accounting.journal.read")
    .meta({ openapi: { method: "GET", path: at("/chart"), tags, summary: "Accounts and who plays which part" } })
    .input(none)
    .output(chartSchema)
    .query(() => readChart(db())),

  saveAccount: guarded("accounting.account.write")
    .meta({ openapi: { method: "POST", path: at("/accounts"), tags, summary: "Add or change an account" } })
    .input(saveAccountInput)
    .output(chartSchema)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => saveAccount(tx, input, ctx.by));
      return readChart(db());
    }),

  assignRole: guarded("accounting.account.write")
    .meta({ openapi: { method: "POST", path: at("/roles"), tags, summary: "Let an account play a part" } })
    .input(assignRoleInput)
    .output(chartSchema)
    .mutation(async ({ ctx, input }) => {
      await inTx((tx) => assignRole(tx, input, ctx.by));
      return readChart(db());
    }),
});
