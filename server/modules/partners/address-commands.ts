import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AddressFields, PartnersError } from "./contract.ts";
import { lockBook } from "./locks.ts";

const bookSize = 50;

const entry = (fields: AddressFields) => ({
  type: fields.type,
  label: fields.label || null,
  recipient: fields.recipient,
  company: fields.company || null,
  line1: fields.line1,
  line2: fields.line2 || null,
  postcode: fields.postcode,
  city: fields.city,
  region: fields.region || null,
  country: fields.country,
  phone: fields.phone || null,
  instructions: fields.instructions || null,
});

async function clearDefault(tx: Tx, partnerId: string, type: string): Promise<void> {
  await tx.address.updateMany({ where: { partnerId, type, isDefault: true }, data: { isDefault: false } });
}

// Where there are entries of a type, one of them is the default: the newest when nobody chose.
async function keepDefault(tx: Tx, partnerId: string, type: string): Promise<void> {
  const open = { partnerId, type, archivedAt: null };
  if (await tx.address.findFirst({ where: { ...open, isDefault: true }, select: { id: true } })) return;
  const newest = await tx.address.findFirst({ where: open, orderBy: { id: "desc" }, select: { id: true } });
  if (newest) await tx.address.update({ where: { id: newest.id }, data: { isDefault: true } });
}

/**
 * Adds an entry to a partner's address book; the first of its type is its default. Returns its id.
 * Throws DomainError conflict `partners.address_book_full` beyond 50 entries.
 */
export async function addAddress(tx: Tx, partnerId: string, fields: AddressFields): Promise<string> {
  await lockBook(tx, partnerId);
  if ((await tx.address.count({ where: { partnerId, archivedAt: null } })) >= bookSize) {
    throw new DomainError<PartnersError>("conflict", "partners.address_book_full", { limit: bookSize });
  }
  if (fields.isDefault) await clearDefault(tx, partnerId, fields.type);
  const id = newId("address");
  await tx.address.create({ data: { id, partnerId, ...entry(fields), isDefault: fields.isDefault ?? false } });
  await keepDefault(tx, partnerId, fields.type);
  return id;
}

async function findOwn(tx: Tx, partnerIds: readonly string[], id: string) {
  const own = { id, partnerId: { in: [...partnerIds] }, archivedAt: null };
  const found = await tx.address.findFirst({ where: own, select: { partnerId: true, type: true } });
  if (!found) throw new DomainError<PartnersError>("not_found", "partners.address_not_found");
  return found;
}

/** Replaces an entry of one of these partners. Throws not_found `partners.address_not_found`, others' included. */
export async function changeAddress(
  tx: Tx,
  partnerIds: readonly string[],
  { id, ...fields }: AddressFields & { id: string },
): Promise<void> {
  const before = await findOwn(tx, partnerIds, id);
  await lockBook(tx, before.partnerId);
  if (fields.isDefault) await clearDefault(tx, before.partnerId, fields.type);
  const isDefault = fields.isDefault ?? false;
  // It may move to a type that has its default already: it then arrives as an ordinary entry.
  await tx.address.update({ where: { id }, data: { ...entry(fields), isDefault } });
  for (const type of new Set([before.type, fields.type])) await keepDefault(tx, before.partnerId, type);
}

/** Takes an entry out of the book of one of these partners. Throws not_found `partners.address_not_found`. */
export async function removeAddress(tx: Tx, partnerIds: readonly string[], id: string, now: Date): Promise<void> {
  const before = await findOwn(tx, partnerIds, id);
  await lockBook(tx, before.partnerId);
  await tx.address.update({ where: { id }, data: { archivedAt: now, isDefault: false } });
  await keepDefault(tx, before.partnerId, before.type);
}
