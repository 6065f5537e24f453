import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isMediaKey, readMedia, storeMedia } from "./media.ts";

let home: string;
let dir: string;
beforeAll(async () => {
  home = await fs.mkdtemp(path.join(os.tmpdir(), "comptoir-media-"));
  dir = path.join(home, "media");
  await fs.writeFile(path.join(home, "secret.webp"), "not for you");
});
afterAll(() => fs.rm(home, { recursive: true, force: true }));

const bytes = Buffer.from("picture");

describe("the media store", () => {
  it("gives back what was stored, under a key of its content", async () => {
    const key = await storeMedia("products", "Chaise Élan.WEBP", bytes, dir);
    expect(key).toMatch(/^products\/chaise-e-lan\.[0-9a-f]{12}\.webp$/);
    expect(await readMedia(key, dir)).toMatchObject({ bytes, mime: "image/webp", inline: true });
    expect(await storeMedia("products", "Chaise Élan.WEBP", bytes, dir)).toBe(key);
    expect(await storeMedia("products", "Chaise Élan.WEBP", Buffer.from("other"), dir)).not.toBe(key);
  });

  it.each([
    "../secret.webp",
    "products/../../secret.webp",
    "products/..%2f..%2fsecret.webp",
    "/etc/passwd.webp",
    "products\\..\\secret.webp",
    "products//a.webp",
    ".hidden.webp",
    "a.webp\0.png",
    "products/page.html",
    "products/picture",
    "",
    `${"a/".repeat(9)}a.webp`,
  ])("line 16: refuses the key %j", async (key) => {
    expect(isMediaKey(key)).toBe(false);
    expect(await readMedia(key, dir)).toBeUndefined();
  });

  it("line 16: does not follow a link out of the store", async () => {
    await fs.mkdir(dir, { recursive: true });
    await fs.symlink(path.join(home, "secret.webp"), path.join(dir, "link.webp"));
    expect(isMediaKey("link.webp")).toBe(true);
    expect(await readMedia("link.webp", dir)).toBeUndefined();
  });

  it("knows nothing under an unused key and refuses other kinds of files", async () => {
    expect(await readMedia("products/none.webp", dir)).toBeUndefined();
    await expect(storeMedia("products", "run.exe", bytes, dir)).rejects.toThrow(RangeError);
  });

  it("line 15: never shows SVG inside a page", async () => {
    const key = await storeMedia("products", "logo.svg", Buffer.from("<svg/>"), dir);
    expect(await readMedia(key, dir)).toMatchObject({ inline: false });
  });
});
