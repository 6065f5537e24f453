import type { Db } from "#server/platform/db.ts";
import { readPrivate } from "#server/platform/private-files.ts";
import type { Attachment, AttachmentMime, DocumentRef } from "./contract.ts";

const columns = { id: true, name: true, mime: true, size: true, width: true, height: true } as const;

/** What hangs on a document, in order. Who may see the document may see them: that is the caller's to know. */
export async function attachmentsOf(db: Db, document: DocumentRef): Promise<Attachment[]> {
  const rows = await db.attachment.findMany({
    where: { documentType: document.type, documentId: document.id },
    orderBy: { position: "asc" },
    select: columns,
  });
  return rows.map((row) => ({ ...row, mime: row.mime as AttachmentMime }));
}

/** The document that a file hangs on; null for drafts and what does not exist. */
export async function documentOf(db: Db, id: string): Promise<DocumentRef | null> {
  const row = await db.attachment.findUnique({ where: { id }, select: { documentType: true, documentId: true } });
  return row?.documentType && row.documentId ? { type: row.documentType, id: row.documentId } : null;
}

/** A file with its bytes; null when there is none. Ask `documentOf` first who may have it. */
export async function readAttachment(db: Db, id: string): Promise<(Attachment & { bytes: Buffer }) | null> {
  const row = await db.attachment.findUnique({ where: { id }, select: columns });
  const bytes = row && (await readPrivate(row.id));
  return row && bytes ? { ...row, mime: row.mime as AttachmentMime, bytes } : null;
}

/** The same of several documents of one kind, by document. */
export async function attachmentsOfMany(
  db: Db,
  documentType: string,
  documentIds: readonly string[],
): Promise<Map<string, Attachment[]>> {
  const rows = await db.attachment.findMany({
    where: { documentType, documentId: { in: [...documentIds] } },
    orderBy: [{ documentId: "asc" }, { position: "asc" }],
    select: { ...columns, documentId: true },
  });
  const files = new Map<string, Attachment[]>();
  for (const { documentId, ...row } of rows) {
    if (documentId)
      files.set(documentId, [...(files.get(documentId) ?? []), { ...row, mime: row.mime as AttachmentMime }]);
  }
  return files;
}
