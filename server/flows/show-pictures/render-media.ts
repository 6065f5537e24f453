// Renditions of pictures that came in by seed, import or upload: made outside of any transaction, noted a few at a time.
// Run by a job; safe to repeat, since what is there is not made again. No lock: two who make the same make the same.
import { keepRendered, type RenderedMedia, unrenderedMedia } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { renderAll } from "#server/platform/renditions.ts";
import { inTx } from "#server/platform/tx.ts";

/** So many and no more at once: other jobs wait for the processor meanwhile, and every note has pages drawn anew. */
const portion = 12;

export type RenderReport = {
  rendered: number;
  refused: { key: string; reason: string }[];
  /** There are more of them. */
  left: boolean;
  stopped: boolean;
};

/**
 * Makes the renditions of a portion of these pictures, or of all that have none. A picture that cannot be opened is
 * reported and shown as it is. Stops between two pictures when told to.
 */
export async function renderMedia(
  mediaIds: readonly string[] | null,
  options: { signal?: AbortSignal } = {},
): Promise<RenderReport> {
  const wanted = await unrenderedMedia(db(), mediaIds, portion + 1);
  const report: RenderReport = { rendered: 0, refused: [], left: wanted.length > portion, stopped: false };
  const made: RenderedMedia[] = [];
  for (const { id, key } of wanted.slice(0, portion)) {
    if (options.signal?.aborted) {
      report.stopped = true;
      break;
    }
    try {
      made.push({ id, ...(await renderAll(key)) });
      report.rendered++;
    } catch (error) {
      // A full disk concerns every picture; a file that is no picture only itself.
      if (["ENOSPC", "EACCES", "EROFS", "EMFILE"].includes((error as { code?: string }).code ?? "")) throw error;
      made.push({ id, blur: null });
      report.refused.push({ key, reason: (error as Error).message });
    }
  }
  if (made.length) await inTx((tx) => keepRendered(tx, made));
  return report;
}
