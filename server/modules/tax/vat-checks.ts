import { newId } from "#server/kernel/ids.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { TaxTreatment, VatCheck } from "./contract.ts";
import { tidyVatNumber, vatCountries, vatCountry } from "./contract-vat.ts";
import type { VatAnswer, VatRegister } from "./port.ts";

/** Hours for which what a register said is taken as said now. */
export const vatCheckHours = 24;

const select = { id: true, vatNumber: true, status: true, name: true, consultationNumber: true, checkedAt: true };
type Row = { id: string; vatNumber: string; status: string; name: string | null; checkedAt: Date };
const toCheck = ({ id, vatNumber, status, name, checkedAt }: Row): VatCheck => ({
  ...{ id, vatNumber, name, checkedAt: checkedAt.toISOString() },
  status: status as VatCheck["status"],
});
const since = (now: Date): Date => new Date(now.getTime() - vatCheckHours * 3_600_000);

/** What was said of a number lately, if it was an answer. */
export async function recentVatCheck(db: Db, vatNumber: string, now: Date): Promise<VatCheck | null> {
  const row = await db.vatCheck.findFirst({
    where: { vatNumber, status: { not: "unchecked" }, checkedAt: { gt: since(now) } },
    orderBy: [{ checkedAt: "desc" }, { id: "desc" }],
    select,
  });
  return row && toCheck(row);
}

/** Writes down what a register said (null: nothing), for good. */
export async function recordVatCheck(
  tx: Tx,
  said: { vatNumber: string; register: VatRegister["name"]; answer: VatAnswer | null; now: Date },
): Promise<VatCheck> {
  const { vatNumber, register, answer, now } = said;
  const row = await tx.vatCheck.create({
    data: {
      id: newId("vatCheck"),
      ...{ vatNumber, register, checkedAt: now },
      status: answer ? (answer.valid ? "valid" : "invalid") : "unchecked",
      ...{ name: answer?.name ?? null, address: answer?.address ?? null },
      consultationNumber: answer?.consultationNumber ?? null,
    },
    select,
  });
  return toCheck(row);
}

/**
 * How a sale of goods from a member state is taxed. Without VAT where a company that is registered in another member state
 * (a number found valid within a day) has them sent to a member state other than the seller's: it accounts for the tax itself
 * (Directive 2006/112/EC, article 138; CGI, article 262 ter, I). Everything else is taxed as usual. One statement at most.
 */
export async function taxTreatmentOf(
  db: Db,
  sale: { vatCheckId: string | null; vatNumber?: string | null; from: string; to: string; now: Date },
): Promise<TaxTreatment> {
  const { vatCheckId, vatNumber, from, to, now } = sale;
  const leaves = to !== from && vatCountries.includes(to) && vatCountries.includes(from);
  if (!vatCheckId || !leaves) return { kind: "standard", vatCheckId: null };
  const check = await db.vatCheck.findFirst({
    where: { id: vatCheckId, status: "valid", checkedAt: { gt: since(now) } },
    select: { vatNumber: true },
  });
  // Where the buyer's number is known it has to be the one that was checked.
  const theirs = check && (vatNumber === undefined || tidyVatNumber(vatNumber ?? "") === check.vatNumber);
  const registered = theirs && vatCountry(check.vatNumber);
  return registered && registered !== from
    ? { kind: "reverse_charge", vatCheckId }
    : { kind: "standard", vatCheckId: null };
}
