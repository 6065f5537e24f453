// Renditions of pictures that came in by seed, import or upload: made outside of any transaction, noted a few at a time.
// Run by a job; safe to repeat, since what is there is not made again. No lock: two who make the same make the same.
import { keepRendered, type RenderedMedia, unrenderedMedia } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { renderAll } from "#server/platform/renditions.ts";
import { inTx } from "#server/platform/tx.ts";

/** Every note has pages drawn anew, so it is not one for each picture. */
const noteEvery = 24;
/** Looked for at once when nobody says which. */
const most = 5_000;

export type RenderReport = { rendered: number; refused: { key: string; reason: string }[]; stopped: boolean };

/**
 * Makes the renditions of these pictures, or of all that have none. A picture that cannot be opened is reported and shown
 * as it is. Stops between two pictures when told to; `stopped` says that some are left.
 */
export async function renderMedia(
  mediaIds: readonly string[] | null,
  options: { signal?: AbortSignal } = {},
): Promise<RenderReport> {
  const wanted = await unrenderedMedia(db(), mediaIds, mediaIds?.length ?? most);
  const report: RenderReport = { rendered: 0, refused: [], stopped: false };
  let made: RenderedMedia[] = [];
  const note = async () => {
    const done = made;
    made = [];
    if (done.length) await inTx((tx) => keepRendered(tx, done));
  };
  for (const { id, key } of wanted) {
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
    if (made.length >= noteEvery) await note();
  }
  await note();
  return report;
}
