// Receivables: who is reminded of what they owe, and which invoices are contested.
// Owns payment_reminder (every level once, by its key) and invoice_dispute. What is open is read from the books
// (flows/statement). No locks: each write is one statement that decides.
export { closeDispute, openDispute, writeReminders } from "./commands.ts";
export { levelOn } from "./model.ts";
export { duePartners, readDispute } from "./queries.ts";
