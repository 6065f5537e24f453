import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inline, isSafeHref, productsIn, readInline, readMarkedText } from "./marked-text.ts";

const plain = (parts: readonly Inline[]): string =>
  parts.map((part) => (part.kind === "text" ? part.text : plain(part.children))).join("");
const links = (parts: readonly Inline[]): string[] =>
  parts.flatMap((part) =>
    part.kind === "text" ? [] : [...(part.kind === "link" ? [part.href] : []), ...links(part.children)],
  );

describe("marked-up text", () => {
  it("is read into headings, paragraphs, lists, quotes and products", () => {
    const text =
      "## Oiled oak\nTwo lines\nof one **paragraph**.\n\n- soap\n- *warm* water\n\n1. rinse\n> It lives.\n\n[[chaise-alba]]\n[[lampe-cepe]]\n[[chaise-alba]]";
    expect(readMarkedText(text)).toEqual([
      { kind: "heading", level: 2, children: [{ kind: "text", text: "Oiled oak" }] },
      {
        kind: "paragraph",
        children: [
          { kind: "text", text: "Two lines of one " },
          { kind: "strong", children: [{ kind: "text", text: "paragraph" }] },
          { kind: "text", text: "." },
        ],
      },
      {
        kind: "list",
        ordered: false,
        items: [
          [{ kind: "text", text: "soap" }],
          [
            { kind: "emphasis", children: [{ kind: "text", text: "warm" }] },
            { kind: "text", text: " water" },
          ],
        ],
      },
      { kind: "list", ordered: true, items: [[{ kind: "text", text: "rinse" }]] },
      { kind: "quote", children: [{ kind: "text", text: "It lives." }] },
      { kind: "products", slugs: ["chaise-alba", "lampe-cepe"] },
    ]);
    expect(productsIn(readMarkedText(text))).toEqual(["chaise-alba", "lampe-cepe"]);
  });

  it("links only to this site, to https and to mailboxes", () => {
    for (const good of ["/journal", "/products/x?sku=A#y", "https://example.org/a", "mailto:a@b.example"])
      expect(isSafeHref(good)).toBe(true);
    const bad = [
      ...[
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "http://x.y",
      ],
      ...["https://user@evil.example", "vbscript:x", "https:evil", "\u0000javascript:alert(1)", "/a b"],
    ];
    for (const href of bad) expect(isSafeHref(href), href).toBe(false);
    expect(readInline("[press](javascript:alert(1))").some((part) => part.kind === "link")).toBe(false);
  });

  it("line 15: keeps what looks like a tag as text", () => {
    const text = '<script>alert(1)</script> <img src=x onerror="alert(1)">';
    expect(readMarkedText(text)).toEqual([{ kind: "paragraph", children: [{ kind: "text", text }] }]);
  });

  it("line 15: never links anywhere unsafe and loses no words, whatever is typed", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      "(",
      ")",
      "**",
      "*",
      "javascript:",
      "//x.y",
      "/a",
      "https://x.y",
      "word",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const read = readInline(pieces.join(""));
        expect(links(read).every(isSafeHref)).toBe(true);
        const words = (text: string) => text.match(/word/g)?.length ?? 0;
        expect(words(plain(read))).toBe(words(pieces.join("")));
      }),
    );
  });
});
