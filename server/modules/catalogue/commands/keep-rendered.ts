import type { Db, Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { mediaRendered } from "../events.ts";

/** Pictures that no renditions were made of yet: of these ids, or the first `limit` of all. */
export async function unrenderedMedia(
  db: Db,
  of: readonly string[] | null,
  limit: number,
): Promise<{ id: string; key: string }[]> {
  const rows = await db.media.findMany({
    where: { key: { not: null }, renderedAt: null, ...(of && { id: { in: [...of] } }) },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, key: true },
  });
  return rows.flatMap(({ id, key }) => (key ? [{ id, key }] : []));
}

export type RenderedMedia = { id: string; width?: number; height?: number; blur: string | null };

/**
 * Notes that these pictures have renditions, with their size and blur; those without a size could not be opened and are
 * not tried again. Emits one `catalogue.media.rendered`.
 */
export async function keepRendered(tx: Tx, rendered: readonly RenderedMedia[]): Promise<void> {
  for (const { id, ...data } of rendered) {
    await tx.media.updateMany({ where: { id }, data: { ...data, renderedAt: new Date() } });
  }
  const [first] = rendered;
  if (first) emit(tx, mediaRendered(first.id));
}
