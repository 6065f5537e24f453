import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renditionKey } from "../kernel/renditions.ts";
import { hasMedia, readMedia, storeMedia, storeRendition } from "./media.ts";
import { readOrRender, renderAll } from "./renditions.ts";

let dir: string;
let photo: string;
let bomb: string;
let lie: string;

const picture = (width: number, height: number, background = "#a86") =>
  sharp({ create: { width, height, channels: 3, background } });

beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), "comptoir-renditions-"));
  photo = await storeMedia("products", "chair.jpg", await picture(700, 500).jpeg().toBuffer(), dir);
  // 60 megapixels in some hundred kilobytes.
  bomb = await storeMedia("products", "bomb.png", await picture(10_000, 6_000).png().toBuffer(), dir);
  lie = await storeMedia("products", "lie.webp", Buffer.from("<script>alert(1)</script>"), dir);
});
afterAll(() => fs.rm(dir, { recursive: true, force: true }));

describe("renditions", () => {
  it("are made of a picture in both formats, never wider than it, with a blur of a few pixels", async () => {
    const made = await renderAll(photo, dir);
    expect(made).toMatchObject({ width: 700, height: 500 });
    expect(made.blur).toMatch(/^data:image\/webp;base64,/);
    expect(made.blur?.length).toBeLessThanOrEqual(400);
    for (const width of [160, 320, 400, 512, 640, 700]) {
      const webp = await readMedia(renditionKey(photo, width, "webp"), dir);
      expect(await sharp(webp?.bytes).metadata()).toMatchObject({ format: "webp", width });
      const avif = await readMedia(renditionKey(photo, width, "avif"), dir);
      expect(avif?.mime).toBe("image/avif");
      expect(await sharp(avif?.bytes).metadata()).toMatchObject({ format: "heif", width });
    }
    expect(await hasMedia(renditionKey(photo, 960, "avif"), dir)).toBe(false);
  });

  it("turn a picture the way its camera meant it and leave out where it was taken", async () => {
    const bytes = await picture(400, 200)
      .withMetadata({ orientation: 6, exif: { IFD0: { Copyright: "Somebody" } } })
      .jpeg()
      .toBuffer();
    expect(await sharp(bytes).metadata()).toMatchObject({ orientation: 6, exif: expect.any(Buffer) });
    const key = await storeMedia("products", "turned.jpg", bytes, dir);
    expect(await renderAll(key, dir)).toMatchObject({ width: 200, height: 400 });
    const small = await readMedia(renditionKey(key, 160, "webp"), dir);
    const shown = await sharp(small?.bytes).metadata();
    expect(shown).toMatchObject({ width: 160, height: 320 });
    expect(shown.exif).toBeUndefined();
  });

  it("have no blur where the ground shines through", async () => {
    const bytes = await sharp({ create: { width: 40, height: 40, channels: 4, background: "#0000" } })
      .png()
      .toBuffer();
    expect((await renderAll(await storeMedia("products", "glass.png", bytes, dir), dir)).blur).toBeNull();
  });

  it("are made when asked for and not there yet, once for all who ask", async () => {
    const key = await storeMedia("products", "late.png", await picture(640, 640, "#375").png().toBuffer(), dir);
    const wanted = renditionKey(key, 320, "webp");
    const answers = await Promise.all(Array.from({ length: 12 }, () => readOrRender(wanted, dir)));
    expect(new Set(answers.map((answer) => answer?.etag)).size).toBe(1);
    expect(answers[0]).toMatchObject({ mime: "image/webp", asked: true });
    expect(await hasMedia(wanted, dir)).toBe(true);
  });

  it("of widths that are not offered are not made: the original stands in and is not kept", async () => {
    for (const wanted of [`${photo}.321.avif`, `${photo}.1280.avif`, `${photo}.1.webp`]) {
      expect(await readOrRender(wanted, dir)).toMatchObject({ mime: "image/jpeg", asked: false });
      expect(await hasMedia(wanted, dir)).toBe(false);
    }
  });

  it("never stack: a rendition of a rendition is none", async () => {
    const stacked = `${renditionKey(photo, 320, "webp")}.160.webp`;
    expect(await readOrRender(stacked, dir)).toMatchObject({ asked: false });
    expect(await hasMedia(stacked, dir)).toBe(false);
  });

  it.each([
    ["a wall of pixels", () => bomb],
    ["what is no picture", () => lie],
  ])("are not made of %s", async (_, key) => {
    await expect(renderAll(key(), dir)).rejects.toThrow();
    expect(await readOrRender(renditionKey(key(), 320, "avif"), dir)).toMatchObject({ asked: false });
    expect(
      (await fs.readdir(path.join(dir, "products"))).filter((f) => f.startsWith(`${path.basename(key())}.`)),
    ).toEqual([]);
  });

  it.each([
    "products/none.webp.320.avif",
    "../secret.webp.320.avif",
    "products/..%2fsecret.webp.320.avif",
    "a/../b.webp.320.avif",
  ])("know nothing of %s", async (key) => expect(await readOrRender(key, dir)).toBeUndefined());

  it("are stored under no other name", async () => {
    await expect(storeRendition("products/chair.webp", Buffer.from("x"), dir)).rejects.toThrow(RangeError);
    await expect(storeRendition("../../x.webp.320.avif", Buffer.from("x"), dir)).rejects.toThrow(RangeError);
  });
});
