import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanName, kindOf, nameAs } from "./kinds.ts";
import { judgePdf } from "./plain-pdf.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("what a file is", () => {
  it.each<[string, Buffer, string | null]>([
    ["a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "picture"],
    ["a PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), "picture"],
    ["a WebP", bytes("RIFF\0\0\0\0WEBPVP8 "), "picture"],
    ["an AVIF", bytes("\0\0\0\u001cftypavif"), "picture"],
    ["a PDF", bytes("%PDF-1.7"), "pdf"],
    ["an SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg">'), null],
    ["an SVG after a prologue", bytes('<?xml version="1.0"?><svg>'), null],
    ["HTML", bytes("<!doctype html><script>"), null],
    ["a HEIC", bytes("\0\0\0\u001cftypheic"), null],
    ["a sound in a RIFF", bytes("RIFF\0\0\0\0WAVE"), null],
    ["a PDF behind something else", bytes("GIF8%PDF-1.7"), null],
    ["nothing", Buffer.alloc(0), null],
  ])("%s is told by its bytes", (_, file, kind) => {
    expect(kindOf(file)).toBe(kind);
  });
});

describe("a name", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["..\\..\\web.config", "web.config"],
    ["photo\u202egpj.exe", "photogpj.exe"],
    ['a"\r\nx: y.jpg', "ax y.jpg"],
    ["....", "file"],
    ["", "file"],
    ["Vase cassé (2).jpg", "Vase cassé (2).jpg"],
  ])("%j is read as %j", (given, name) => {
    expect(cleanName(given)).toBe(name);
  });
  it("never leads anywhere, whatever was sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
        const name = nameAs(cleanName(given), "webp");
        expect(name).toMatch(/^[^/\\\p{C}]{1,105}\.webp$/u);
        expect(name.startsWith(".")).toBe(false);
      }),
    );
  });
});

describe("a PDF", () => {
  const pdf = (inner: string | Buffer) =>
    Buffer.concat([bytes("%PDF-1.7\n"), Buffer.isBuffer(inner) ? inner : bytes(inner), bytes("\ntrailer\n%%EOF\n")]);
  const packed = (objects: string) =>
    Buffer.concat([
      bytes("5 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\r\n"),
      deflateSync(bytes(objects)),
      bytes("\nendstream endobj"),
    ]);
  it.each<[string, Buffer, string]>([
    ["that only shows", pdf("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj"), "plain"],
    ["cut off", bytes("%PDF-1.7\n1 0 obj << >>"), "damaged"],
    ["with a script", pdf("<< /S /JavaScript /JS (app.alert(1)) >>"), "active"],
    ["with a script under another spelling", pdf("<< /S /J#61vaScript >>"), "active"],
    ["that does something when opened", pdf("<< /OpenAction 3 0 R >>"), "active"],
    ["that carries files", pdf("<< /Names << /EmbeddedFiles 4 0 R >> >>"), "active"],
    ["that is locked", pdf("trailer << /Encrypt 9 0 R >>"), "active"],
    ["with packed objects that only show", pdf(packed("<< /Type /Page >>")), "plain"],
    ["with a script in packed objects", pdf(packed("<< /S /JavaScript >>")), "active"],
    ["with packed objects nobody can read", pdf("<< /Type /ObjStm >> stream\nxxxx\nendstream"), "damaged"],
    ["that unfolds without end", pdf(packed(" ".repeat(30_000_000))), "damaged"],
  ])("%s is %s", (_, file, judged) => {
    expect(judgePdf(file)).toBe(judged);
  });
});
