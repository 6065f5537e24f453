// What people hand in, attacked through the door: files that are not what they say, too much of them, names that lead elsewhere,
// other sites that send for their visitors.
import fs from "node:fs/promises";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { guestActor } from "#server/access/actor.ts";
import { takeUpload } from "#server/api/attachments.ts";
import { dropDrafts, keepDraft } from "#server/modules/attachments/index.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { readMedia } from "#server/platform/media.ts";
import { readPrivate } from "#server/platform/private-files.ts";

let address = 0;
const send = (body: BodyInit, headers: Record<string, string> = {}) =>
  takeUpload(
    new Request("http://shop.example/api/attachments", {
      method: "POST",
      body,
      headers: { "x-forwarded-for": `10.0.0.${++address}`, "x-file-name": "photo.jpg", ...headers },
    }),
    async () => guestActor,
  );
const said = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];
let jpeg: Buffer;
beforeAll(async () => {
  jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#804020" } })
    .withExif({ IFD0: { Copyright: "secret place" } })
    .jpeg()
    .toBuffer();
});
const rowOf = async (answer: Response) => {
  const { name } = (await answer.json()) as { name: string };
  return db().attachment.findFirstOrThrow({ where: { name }, orderBy: { createdAt: "desc" } });
};

describe("line 15: handing in", () => {
  it.each<[string, () => BodyInit, string]>([
    ["an SVG", () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "kind_not_allowed"],
    ["a page", () => "<!doctype html><script>alert(1)</script>", "kind_not_allowed"],
    ["nothing", () => "", "kind_not_allowed"],
    [
      "a picture's head and a page behind it",
      () => new Uint8Array([0xff, 0xd8, 0xff, ...Buffer.from("<script>")]),
      "damaged",
    ],
    ["a paper that acts", () => "%PDF-1.7\n<< /OpenAction << /S /JavaScript /JS (x) >> >>\n%%EOF", "active_content"],
    ["eleven megabytes", () => new Uint8Array(11 * 1024 * 1024).fill(0xff), "too_large"],
  ])("%s named photo.jpg is refused, and nothing is kept", async (_, body, code) => {
    const before = await db().attachment.count();
    expect(await said(await send(body() as BodyInit))).toEqual([422, `attachments.${code}`]);
    expect(await db().attachment.count()).toBe(before);
  });

  it("more than it said in its header is cut off where too much begins", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (to) => {
        pulled += 1;
        to.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const request = new Request("http://shop.example/", {
      method: "POST",
      body: endless,
      headers: { "content-length": "5" },
      duplex: "half",
    } as RequestInit);
    expect(await said(await takeUpload(request, async () => guestActor))).toEqual([422, "attachments.too_large"]);
    expect(pulled).toBeLessThan(15);
  });

  it("a picture with a page hidden behind its pixels is kept as pixels alone", async () => {
    const polyglot = Buffer.concat([jpeg, Buffer.from("<script>alert('polyglot')</script>PK\u0003\u0004")]);
    const { id, mime } = await rowOf(await send(new Uint8Array(polyglot), { "x-file-name": "poly.jpg" }));
    const kept = await readPrivate(id);
    expect(mime).toBe("image/webp");
    for (const hidden of ["polyglot", "PK\u0003\u0004", "secret place"]) expect(kept?.includes(hidden)).toBe(false);
  });

  it.each(["../../../../etc/passwd.jpg", "..\\..\\boot.jpg", "/abs/x.jpg", "a\u0000b.jpg", "%zz"])(
    "line 16: %j as a name leads nowhere",
    async (name) => {
      const answer = await send(new Uint8Array(jpeg), {
        "x-file-name": name === "%zz" ? name : encodeURIComponent(name),
      });
      expect(answer.status).toBe(201);
      expect((await rowOf(answer)).name).toMatch(/^[^/\\]+\.webp$/);
    },
  );

  it("line 18: from another site is refused", async () => {
    expect(await said(await send(new Uint8Array(jpeg), { "sec-fetch-site": "cross-site" }))).toEqual([
      403,
      "forbidden",
    ]);
    expect(await said(await send(new Uint8Array(jpeg), { origin: "https://evil.example" }))).toEqual([
      403,
      "forbidden",
    ]);
  });

  it("ends for an hour after forty files", async () => {
    const from = { "x-forwarded-for": "10.9.9.9" };
    const answers = await Promise.all(Array.from({ length: 45 }, () => send("no picture", from)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });
});

describe("a draft", () => {
  it("line 16: is behind no public address, is not told of again, and goes after a day with its file", async () => {
    const kept = await keepDraft(
      db(),
      { name: "x.jpg", bytes: jpeg, byUserId: null },
      new Date(Date.now() - 90_000_000),
    );
    const { id, draftHash } = await db().attachment.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
    expect(draftHash).not.toContain(kept.token);
    expect(await readPrivate(id)).toBeDefined();
    const shelf = await fs.readdir(`${env().MEDIA_DIR}/.private`);
    for (const key of [`.private/${id.slice(-2)}/${id}`, `${id.slice(-2)}/${id}`, `../.private/${shelf[0]}/${id}`]) {
      expect(await readMedia(key)).toBeUndefined();
    }
    expect(await dropDrafts(db(), new Date(Date.now() - 86_400_000))).toBe(1);
    expect(await readPrivate(id)).toBeUndefined();
    expect(await db().attachment.findUnique({ where: { id } })).toBeNull();
  });
});
