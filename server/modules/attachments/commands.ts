import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { dropPrivate, storePrivate } from "#server/platform/private-files.ts";
import { hashToken, newToken } from "#server/platform/secrets.ts";
import { acceptFile } from "./accept.ts";
import type { AttachmentMime, DocumentRef, Uploaded } from "./contract.ts";

/** Keeps a file as a draft that only its uploader can name. Not in a transaction: files are slow. Throws as `acceptFile` does. */
export async function keepDraft(
  db: Db,
  given: { name: string; bytes: Buffer; byUserId: string | null },
  now: Date,
): Promise<Uploaded> {
  const { bytes, ...file } = await acceptFile(given.name, given.bytes);
  const id = newId("attachment", now.getTime());
  const token = newToken();
  await storePrivate(id, bytes);
  const row = { ...file, size: bytes.length };
  await db.attachment.create({
    data: { ...row, id, draftHash: hashToken(token), byUserId: given.byUserId, createdAt: now },
  });
  return { ...row, token };
}

type Terms = {
  /** How many a document may have. */
  most: number;
  mimes: readonly AttachmentMime[];
};

/**
 * Hangs drafts on a document, in the order of their secrets, each once. Call it under the document's lock. Throws DomainError
 * unprocessable `attachments.too_many` { most }, `attachments.kind_not_allowed`; not_found `attachments.not_found`.
 */
export async function attachDrafts(
  tx: Tx,
  document: DocumentRef,
  tokens: readonly string[],
  { most, mimes }: Terms,
): Promise<void> {
  if (tokens.length === 0) return;
  const where = { documentType: document.type, documentId: document.id };
  const already = await tx.attachment.count({ where });
  const hashes = [...new Set(tokens.map(hashToken))];
  if (already + hashes.length > most) throw new DomainError("unprocessable", "attachments.too_many", { most });
  const drafts = await tx.attachment.findMany({ where: { draftHash: { in: hashes } }, select: { mime: true } });
  if (drafts.some(({ mime }) => !mimes.some((one) => one === mime))) {
    throw new DomainError("unprocessable", "attachments.kind_not_allowed");
  }
  for (const [i, draftHash] of hashes.entries()) {
    const { count } = await tx.attachment.updateMany({
      where: { draftHash },
      data: { ...where, draftHash: null, position: already + i },
    });
    if (count !== 1) throw new DomainError("not_found", "attachments.not_found");
  }
}

/** Drafts that nobody hung on anything go, file and row; how many. */
export async function dropDrafts(db: Db, before: Date): Promise<number> {
  const old = await db.attachment.findMany({
    where: { draftHash: { not: null }, createdAt: { lt: before } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 1000,
    select: { id: true },
  });
  let dropped = 0;
  for (const { id } of old) {
    // The row first: one that was hung on a document a moment ago keeps its file.
    const { count } = await db.attachment.deleteMany({ where: { id, draftHash: { not: null } } });
    if (count === 1) await dropPrivate(id);
    dropped += count;
  }
  return dropped;
}
