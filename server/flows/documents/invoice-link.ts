// A link that opens one posted invoice as PDF for whoever holds it, and nothing else: not its order, no other paper. It is
// sealed and runs out, so that what lies in old mailboxes opens nothing. Reads only; no permission, the link is the proof.
import { timingSafeEqual } from "node:crypto";
import { everything } from "#server/access/scope.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { invoiceDetail } from "#server/modules/invoicing/index.ts";
import type { Db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { fingerprint } from "#server/platform/secrets.ts";
import { type OpenedDocument, openInvoice } from "./open-document.ts";

/** Until the next letter about it has come, and the one after. */
const linkDays = 45;

const sealOf = (number: string, expires: string): string => fingerprint("invoice-link", `${number} ${expires}`);

/** The address of a posted invoice for a letter: good for 45 days. */
export function invoiceLink(number: string, now: Date): string {
  const expires = Math.floor(now.getTime() / 1000 + linkDays * 86_400).toString(36);
  return `${env().PUBLIC_URL}/api/documents/invoice/${expires}.${sealOf(number, expires)}/${number}.pdf`;
}

/** The invoice behind such a link. Throws not_found `invoicing.invoice_not_found` for a seal that is not ours or ran out. */
export async function openInvoiceByLink(db: Db, token: string, number: string, now: Date): Promise<OpenedDocument> {
  const [expires = "", given = ""] = token.split(".");
  const [is, right] = [Buffer.from(given), Buffer.from(sealOf(number, expires))];
  const sealed = is.length === right.length && timingSafeEqual(is, right);
  if (!sealed || !(Number.parseInt(expires, 36) * 1000 > now.getTime())) {
    throw new DomainError("not_found", "invoicing.invoice_not_found");
  }
  const { status } = await invoiceDetail(db, everything, { number });
  if (status !== "posted") throw new DomainError("not_found", "invoicing.invoice_not_found");
  return openInvoice(db, everything, { number });
}
