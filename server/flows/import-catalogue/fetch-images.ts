// Fetching the pictures of an import, after its transaction and outside of any: a slow or dead host delays nobody and
// undoes nothing. What could not be fetched stays an address and is tried again by the next import.
import { type FetchImageOptions, fetchImage, ImageUnavailable } from "#server/adapters/fetch-image/registry.ts";
import { keepFetchedMedia } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { storeMedia } from "#server/platform/media.ts";
import { inTx } from "#server/platform/tx.ts";
import { mark } from "./slug.ts";

export type ImagesReport = { fetched: number; failed: { slug: string; url: string; reason: string }[] };

const concurrency = 4;

type Wanted = { mediaId: string; url: string; slug: string };

async function missingImages(importKeys: readonly string[]): Promise<Wanted[]> {
  return db().$queryRaw<Wanted[]>`
    SELECT DISTINCT ON (m.id) m.id AS "mediaId", m.source_url AS url, p.slug
    FROM product p JOIN product_media pm ON pm.product_id = p.id JOIN media m ON m.id = pm.media_id
    WHERE p.import_key = ANY(${[...importKeys]}) AND m.key IS NULL AND m.source_url IS NOT NULL
    ORDER BY m.id`;
}

async function fetchOne({ mediaId, url, slug }: Wanted, options: FetchImageOptions): Promise<void> {
  const { bytes, extension, mime, width, height } = await fetchImage(url, options);
  const key = await storeMedia("products", `${slug}-${mark(url)}.${extension}`, bytes);
  await inTx((tx) => keepFetchedMedia(tx, [{ mediaId, key, mime, width, height }]));
}

/** Fetches the pictures that these products still lack, a few at a time. Never throws for a picture that cannot be had. */
export async function fetchImages(
  importKeys: readonly string[],
  options: FetchImageOptions & { onProgress?: (done: number, of: number) => void } = {},
): Promise<ImagesReport> {
  const wanted = await missingImages(importKeys);
  const report: ImagesReport = { fetched: 0, failed: [] };
  const queue = wanted.values();
  let done = 0;
  const work = async () => {
    for (const image of queue) {
      try {
        await fetchOne(image, options);
        report.fetched++;
      } catch (error) {
        if (!(error instanceof ImageUnavailable)) throw error;
        report.failed.push({ slug: image.slug, url: image.url, reason: error.message });
      }
      options.onProgress?.(++done, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return report;
}
