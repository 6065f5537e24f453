import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import type { ContentErrorCode, SaveBlockInput } from "./contract.ts";
import { pageChanged } from "./events.ts";
import { lockHomePage } from "./locks.ts";
import { blockProblem } from "./model.ts";

const notFound = () => new DomainError<ContentErrorCode>("not_found", "content.block_not_found");
const conflict = (version: number) =>
  new DomainError<ContentErrorCode>("conflict", "content.version_conflict", { version });

/** Throws DomainError invalid `content.photo_not_found` unless the picture exists. Null is no picture. */
export async function requirePhoto(tx: Tx, mediaId: string | null): Promise<void> {
  if (mediaId === null) return;
  const media = await tx.media.findFirst({ where: { id: mediaId, key: { not: null } }, select: { id: true } });
  if (!media) throw new DomainError<ContentErrorCode>("invalid", "content.photo_not_found");
}

async function recordBlock(
  tx: Tx,
  by: By,
  action: string,
  id: string,
  changes: Record<string, unknown>,
): Promise<void> {
  await audit(tx, by, action, { type: "content_block", id }, changes);
  emit(tx, pageChanged("block", id));
}

/**
 * Writes a block of the home page: a new one at the end, or one that exists, whose kind stays. Emits `content.page.changed`.
 * Throws DomainError unprocessable `content.block_incomplete` (details: what is missing), `content.window_invalid`; invalid
 * `content.photo_not_found`; not_found `content.block_not_found`; conflict `content.version_conflict`.
 */
export async function saveBlock(tx: Tx, input: SaveBlockInput, by: By): Promise<{ id: string; version: number }> {
  const problem = blockProblem(input);
  if (problem) {
    const { code, ...details } = problem;
    throw new DomainError<ContentErrorCode>("unprocessable", code, details);
  }
  await requirePhoto(tx, input.mediaId);
  const { id, version = 0, kind, ...values } = input;
  if (!id) {
    await lockHomePage(tx);
    const last = await tx.contentBlock.aggregate({ _max: { position: true } });
    const row = await tx.contentBlock.create({
      data: { id: newId("contentBlock"), kind, position: (last._max.position ?? -1) + 1, ...values },
    });
    await recordBlock(tx, by, "content.block.created", row.id, { kind, status: values.status });
    return { id: row.id, version: row.version };
  }
  const before = await tx.contentBlock.findUnique({ where: { id } });
  if (!before) throw notFound();
  const { count } = await tx.contentBlock.updateMany({
    where: { id, version },
    data: { ...values, version: { increment: 1 } },
  });
  if (count === 0) throw conflict(before.version);
  await recordBlock(tx, by, "content.block.updated", id, { status: { from: before.status, to: values.status } });
  return { id, version: version + 1 };
}

/** Changes places with the neighbour above (−1) or below (1); the first and the last stay. Throws not_found. */
export async function moveBlock(tx: Tx, input: { id: string; by: -1 | 1 }, by: By): Promise<void> {
  await lockHomePage(tx);
  const rows = await tx.contentBlock.findMany({
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, position: true },
  });
  const index = rows.findIndex((row) => row.id === input.id);
  if (index < 0) throw notFound();
  const order = rows.map((row) => row.id);
  const other = order[index + input.by];
  if (other === undefined) return;
  order[index + input.by] = input.id;
  order[index] = other;
  for (const [position, id] of order.entries()) {
    if (rows.find((row) => row.id === id)?.position !== position)
      await tx.contentBlock.update({ where: { id }, data: { position } });
  }
  await recordBlock(tx, by, "content.block.moved", input.id, { position: { from: index, to: index + input.by } });
}

/** Removes a block. Throws DomainError not_found `content.block_not_found`, conflict `content.version_conflict`. */
export async function removeBlock(tx: Tx, input: { id: string; version: number }, by: By): Promise<void> {
  const before = await tx.contentBlock.findUnique({ where: { id: input.id } });
  if (!before) throw notFound();
  const { count } = await tx.contentBlock.deleteMany({ where: input });
  if (count === 0) throw conflict(before.version);
  await recordBlock(tx, by, "content.block.removed", input.id, { kind: before.kind, words: before.words });
}
