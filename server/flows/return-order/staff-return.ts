// A return with what its buyer handed in, as staff read it (fulfilment.return.read). Reads only.
import type { Scope } from "#server/access/scope.ts";
import { attachmentsOf } from "#server/modules/attachments/index.ts";
import type { StaffReturn } from "#server/modules/fulfilment/contract-returns.ts";
import { returnDetail } from "#server/modules/fulfilment/index.ts";
import type { Db } from "#server/platform/db.ts";

/** Throws not_found `fulfilment.return_not_found`. */
export async function staffReturn(db: Db, scope: Scope, number: string): Promise<StaffReturn> {
  const found = await returnDetail(db, scope, number);
  const photos = await attachmentsOf(db, { type: "return", id: found.id });
  return { ...found, photos: photos.map(({ id, name }) => ({ id, name })) };
}
