import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import type { MethodInput, MethodSettings } from "./contract-promise.ts";
import { carrierChoices } from "./contract-scans.ts";

/** Every shipping method with how long it takes, in the shop's order. */
export async function methodSettings(db: Db, locale: Locale): Promise<MethodSettings[]> {
  const rows = await db.shippingMethod.findMany({
    orderBy: [{ position: "asc" }, { code: "asc" }],
    include: { pickupLocation: { select: { code: true, name: true } } },
  });
  return rows.map((row) => ({
    code: row.code,
    name: inLocale(row.name, locale),
    carrier: row.carrier,
    carrierCode: carrierChoices.find((code) => code === row.carrierCode) ?? "manual",
    countries: row.countries,
    minDays: row.minDays,
    maxDays: row.maxDays,
    weekdays: row.weekdays,
    pickup: row.pickupLocation,
    active: row.active,
    version: row.version,
  }));
}

/**
 * Sets how long a method takes, on which days its carrier works, and whether it is offered. Promises that were told stand.
 * Throws not_found `fulfilment.method_not_found`; conflict `fulfilment.method_changed` { version }; unprocessable
 * `fulfilment.pickup_takes_no_days`.
 */
export async function saveMethod(tx: Tx, input: MethodInput, by: By): Promise<void> {
  const { code, version, carrierCode, ...settings } = input;
  const found = await tx.shippingMethod.findUnique({ where: { code }, select: { pickupLocationId: true } });
  if (!found) throw new DomainError("not_found", "fulfilment.method_not_found");
  if (found.pickupLocationId && (input.maxDays > 0 || (carrierCode && carrierCode !== "manual"))) {
    throw new DomainError("unprocessable", "fulfilment.pickup_takes_no_days");
  }
  const { count } = await tx.shippingMethod.updateMany({
    where: { code, version },
    data: { ...settings, ...(carrierCode && { carrierCode }), version: { increment: 1 } },
  });
  if (count === 0) {
    const now = await tx.shippingMethod.findUniqueOrThrow({ where: { code }, select: { version: true } });
    throw new DomainError("conflict", "fulfilment.method_changed", { version: now.version });
  }
  await audit(tx, by, "fulfilment.method_saved", { type: "shipping_method", id: code }, input);
}
