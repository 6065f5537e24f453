// Accounting: the double-entry journal behind invoices, credit notes, payments and refunds, and the chart of accounts.
// Owns account, account_role, journal_entry and journal_line. Entries balance (a trigger looks when the transaction commits),
// run without a gap per journal and year, and are never edited, only taken back. Locks: entry, then counters, last of all.
export { assignRole, saveAccount } from "./commands/configure.ts";
export { postEntries } from "./commands/post-entries.ts";
export { reverseEntry } from "./commands/reverse-entry.ts";
export { decimalComma, fecFileName, fecHeader, fecLine } from "./fec.ts";
export { daysLateOn, lateInterest, recoveryFeeMinor } from "./late.ts";
export { lockEntry } from "./locks.ts";
export { type Auxiliary, type EntryDraft, giftCardLines, invoiceLines, paymentLines } from "./model.ts";
export { customerLedger, trialBalance } from "./queries/balances.ts";
export { readChart } from "./queries/chart.ts";
export { currenciesOf, readLines } from "./queries/export.ts";
export { entryDetail, fiscalYears, listJournal } from "./queries/journal.ts";
export { accountingInvariants } from "./verify.ts";
