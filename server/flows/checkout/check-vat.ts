// A company's VAT number at checkout (shop.checkout.use). The register is asked outside of any transaction; what it said is
// written down in one. No lock. An answer of the last day is not asked for again.
import { vatRegister } from "#server/adapters/vat/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { seller } from "#server/modules/invoicing/index.ts";
import type { VatCheck } from "#server/modules/tax/contract.ts";
import { isVatNumber, recentVatCheck, recordVatCheck, tidyVatNumber } from "#server/modules/tax/index.ts";
import type { VatRegister } from "#server/modules/tax/port.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { inTx } from "#server/platform/tx.ts";

/**
 * What the register says of a number. `unchecked` when it gives no answer within six seconds: the sale goes on, taxed as
 * usual. Throws DomainError invalid `tax.vat_number_malformed` for one that cannot exist: nobody is asked then.
 */
export async function checkVatNumber(
  input: { vatNumber: string },
  now: Date,
  register: VatRegister = vatRegister(),
): Promise<VatCheck> {
  const vatNumber = tidyVatNumber(input.vatNumber);
  if (!isVatNumber(vatNumber)) throw new DomainError("invalid", "tax.vat_number_malformed");
  const recent = await recentVatCheck(db(), vatNumber, now);
  if (recent) return recent;
  const answer = await register
    .check(vatNumber, seller().vatNumber, AbortSignal.timeout(6_000))
    .catch((error: unknown) => {
      log.warn({ register: register.name, country: vatNumber.slice(0, 2), err: error }, "a VAT number was not checked");
      return null;
    });
  return inTx((tx) => recordVatCheck(tx, { vatNumber, register: register.name, answer, now }));
}
