import { z } from "zod";
import type { HolidayRule } from "../../kernel/calendar.ts";
import { DomainError } from "../../kernel/errors.ts";
import { audit, type By } from "../../platform/audit.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { openingSchema, type PlaceInput, type PlaceSettings } from "./contract-locations.ts";

const own = { kind: { in: ["warehouse", "store"] }, active: true };

/** When the house's warehouses and stores work, in the order of the location tree; one of them with a code. */
export async function placeSettings(db: Db, code?: string): Promise<PlaceSettings[]> {
  const rows = await db.location.findMany({
    where: { ...own, ...(code !== undefined && { code }) },
    orderBy: [{ position: "asc" }, { code: "asc" }],
  });
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    kind: row.kind,
    line1: row.line1,
    postcode: row.postcode,
    city: row.city,
    version: row.version,
    timeZone: row.timeZone,
    cutoffMinutes: row.cutoffMinutes,
    workingDays: row.workingDays,
    holidays: row.holidays as HolidayRule,
    handlingDays: row.handlingDays,
    closedOn: row.closedOn.map((day) => day.toISOString().slice(0, 10)),
    openingHours: z.array(openingSchema).catch([]).parse(row.openingHours),
    collectDays: row.collectDays,
    takesReturns: row.takesReturns,
  }));
}

/**
 * Sets when a place works: promises told from then on follow, those that were told stand. Throws not_found
 * `stock.location_not_found`, conflict `stock.version_conflict` { version }.
 */
export async function savePlace(tx: Tx, input: PlaceInput, by: By): Promise<void> {
  const { code, version, closedOn, ...settings } = input;
  const { count } = await tx.location.updateMany({
    where: { code, version, ...own },
    data: {
      ...settings,
      closedOn: closedOn.toSorted().map((day) => new Date(`${day}T00:00:00Z`)),
      version: { increment: 1 },
    },
  });
  const found = await tx.location.findUnique({ where: { code }, select: { version: true } });
  if (!found) throw new DomainError("not_found", "stock.location_not_found", { location: code });
  if (count === 0) throw new DomainError("conflict", "stock.version_conflict", { version: found.version });
  await audit(tx, by, "stock.place_saved", { type: "location", id: code }, input);
}
