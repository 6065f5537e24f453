import { rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#server/kernel/ids.ts";
import { renditionKey } from "#server/kernel/renditions.ts";
import { keepFetchedMedia } from "#server/modules/catalogue/index.ts";
import { db } from "#server/platform/db.ts";
import { resetEnv } from "#server/platform/env.ts";
import { hasMedia, storeMedia } from "#server/platform/media.ts";
import { inTx } from "#server/platform/tx.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { renderMedia } from "./render-media.ts";

const dir = path.join(os.tmpdir(), `comptoir-render-${process.pid}-${Date.now()}`);
beforeAll(() => {
  process.env.MEDIA_DIR = dir;
  resetEnv();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function fetched(name: string, bytes: Buffer): Promise<{ id: string; key: string }> {
  const id = newId("media");
  const key = await storeMedia("products", name, bytes);
  await db().media.create({ data: { id, sourceUrl: `https://images.example/${name}` } });
  await inTx((tx) => keepFetchedMedia(tx, [{ mediaId: id, key, mime: "image/png", width: 1, height: 1 }]));
  return { id, key };
}
const photo = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

describe("pictures that came in", () => {
  it("are rendered by a job, with their true size and a blur; what cannot be opened keeps nobody", async () => {
    const good = await fetched("good.png", await photo(500, 300, "#a86"));
    const bomb = await fetched("bomb.png", await photo(9_000, 6_000, "#a86"));
    const last = await fetched("last.png", await photo(200, 200, "#684"));
    await runJobs();

    expect(await db().media.findUniqueOrThrow({ where: { id: good.id } })).toMatchObject({
      width: 500,
      height: 300,
      blur: expect.stringMatching(/^data:image\/webp;base64,/),
      renderedAt: expect.any(Date),
    });
    expect(await db().media.findUniqueOrThrow({ where: { id: bomb.id } })).toMatchObject({
      blur: null,
      renderedAt: expect.any(Date),
    });
    expect(await hasMedia(renditionKey(good.key, 320, "avif"))).toBe(true);
    expect(await hasMedia(renditionKey(last.key, 200, "webp"))).toBe(true);
    expect(await hasMedia(renditionKey(bomb.key, 320, "avif"))).toBe(false);
    // Nothing is left to do, and nobody is told again.
    expect(await renderMedia(null)).toEqual({ rendered: 0, refused: [], left: false, stopped: false });
    const told = await db().outboxEvent.count({ where: { type: "catalogue.media.rendered" } });
    expect(told).toBeGreaterThan(0);
    expect(told).toBeLessThanOrEqual(3);
  });

  it("wait for the next run when the worker stops, those already made are noted", async () => {
    const first = await fetched("first.png", await photo(160, 160, "#123"));
    const second = await fetched("second.png", await photo(160, 160, "#456"));
    const stop = new AbortController();
    stop.abort();
    expect(await renderMedia([first.id, second.id], { signal: stop.signal })).toMatchObject({ stopped: true });
    expect(await renderMedia([first.id, second.id])).toMatchObject({ rendered: 2, stopped: false });
  });

  it("come in portions: a run leaves the rest for the next one", async () => {
    const many: string[] = [];
    for (let i = 0; i < 13; i++) many.push((await fetched(`many-${i}.png`, await photo(8, 8 + i, "#789"))).id);
    expect(await renderMedia(many)).toMatchObject({ rendered: 12, left: true });
    expect(await renderMedia(many)).toMatchObject({ rendered: 1, left: false });
  });
});
