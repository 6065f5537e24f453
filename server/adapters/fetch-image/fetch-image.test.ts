import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { fetchImage, ImageUnavailable } from "./fetch-image.ts";
import { imageTypeOf } from "./image-type.ts";
import { isPublicAddress } from "./public-address.ts";

/** The first bytes of a PNG of this size: all that is looked at. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return Buffer.concat([bytes, deflateSync(Buffer.alloc(10))]);
}

describe("line 11: public addresses", () => {
  it.each(["1.1.1.1", "93.184.215.14", "2606:4700::1111", "172.15.0.1", "172.32.0.1"])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    "127.0.0.1",
    "127.1.2.3",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "198.51.100.7",
    "::1",
    "::",
    "fe80::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001::1",
    "2001:db8::1",
    "localhost",
    "",
  ])("%j is none", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("kinds of pictures", () => {
  const hex = (text: string) => Buffer.concat([Buffer.from(text.replaceAll(" ", ""), "hex"), Buffer.alloc(64)]);

  it("reads kind and size from the bytes", () => {
    expect(imageTypeOf(png(640, 480))).toMatchObject({ extension: "png", mime: "image/png", width: 640, height: 480 });
    const jpeg = "ffd8 ffe0 0010 4a46494600010100000100010000 ffc0 0011 08 01e0 0280 03";
    expect(imageTypeOf(hex(jpeg))).toMatchObject({ extension: "jpg", width: 640, height: 480 });
    expect(imageTypeOf(hex("474946383961 8002 e001"))).toMatchObject({ extension: "gif", width: 640, height: 480 });
    const webp = "52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100";
    expect(imageTypeOf(hex(webp))).toMatchObject({ extension: "webp", width: 640, height: 480 });
    const lossless = "52494646 00000000 57454250 5650384c 00000000 2f 7fc27700";
    expect(imageTypeOf(hex(lossless))).toMatchObject({ extension: "webp", width: 640, height: 480 });
    const avif = "00000020 66747970 61766966 00000000 0000 69737065 00000000 00000280 000001e0";
    expect(imageTypeOf(hex(avif))).toMatchObject({ extension: "avif", width: 640, height: 480 });
  });

  it("takes nothing else for one", () => {
    expect(
      imageTypeOf(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>${" ".repeat(40)}`)),
    ).toBeUndefined();
    expect(imageTypeOf(Buffer.from("<html><body>not found</body></html>"))).toBeUndefined();
    expect(imageTypeOf(png(0, 10))).toBeUndefined();
    expect(imageTypeOf(png(100_000, 10))).toBeUndefined();
    expect(imageTypeOf(hex("ffd8 ffd8"))).toBeUndefined();
    expect(imageTypeOf(Buffer.alloc(3))).toBeUndefined();
  });
});

describe("line 11: fetching a picture", async () => {
  const routes: Record<string, RequestListener> = {
    "/ok.png": (_, response) => response.writeHead(200, { "content-type": "text/plain" }).end(png(8, 6)),
    "/page": (_, response) => response.writeHead(200, { "content-type": "image/png" }).end("<html>".padEnd(200)),
    "/moved": (_, response) => response.writeHead(302, { location: "/ok.png" }).end(),
    "/loop": (_, response) => response.writeHead(302, { location: "/loop" }).end(),
    "/inside": (_, response) => response.writeHead(302, { location: "http://10.0.0.1/secret.png" }).end(),
    "/file": (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
    "/large": (_, response) => {
      response.writeHead(200);
      response.write(png(8, 6));
      const more = setInterval(() => response.write(Buffer.alloc(10_000)), 1);
      response.on("close", () => clearInterval(more));
    },
    "/declared": (_, response) => response.writeHead(200, { "content-length": 1e9 }).write("x"),
    "/slow": (_, response) => {
      response.writeHead(200);
      response.write(png(8, 6));
    },
  };
  const server = createServer((request, response) => {
    const route = routes[request.url ?? ""];
    if (route) route(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const at = (path: string, host = "127.0.0.1") => `http://${host}:${port}${path}`;
  const local = { isAllowed: (address: string) => address === "127.0.0.1", maxBytes: 100_000, timeoutMs: 400 };
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });

  it("brings it, also by a redirect, whatever the host calls it", async () => {
    expect(await fetchImage(at("/ok.png"), local)).toMatchObject({ extension: "png", width: 8, height: 6 });
    expect(await fetchImage(at("/moved"), local)).toMatchObject({ width: 8 });
    expect(await fetchImage(at("/ok.png", "localhost"), local)).toMatchObject({ width: 8 });
  });

  it.each([
    ["/nothing", /answers 404/],
    ["/page", /not a picture/],
    ["/loop", /redirects more than/],
    ["/inside", /not a public one/],
    ["/file", /plain http/],
    ["/large", /larger than/],
    ["/declared", /larger than/],
    ["/slow", /no answer within/],
  ])("refuses %s", async (path, reason) => {
    const error = await fetchImage(at(path), local).catch((e) => e);
    expect(error).toBeInstanceOf(ImageUnavailable);
    expect(error.message).toMatch(reason);
  });

  it.each([
    at("/ok.png"),
    at("/ok.png", "localhost"),
    at("/ok.png", "[::1]"),
    at("/ok.png", "2130706433"),
    at("/ok.png", "0x7f.1"),
    at("/ok.png", "127.1"),
    "http://user:secret@1.1.1.1/a.png",
    "file:///etc/passwd",
  ])("does not ask %s when only public addresses are allowed", async (address) => {
    await expect(fetchImage(address, { timeoutMs: 400 })).rejects.toThrow(/not a public one|plain http/);
  });

  it("says why a host cannot be reached", async () => {
    await expect(fetchImage("http://127.0.0.1:1/a.png", local)).rejects.toThrow("the host refuses connections");
  });
});
