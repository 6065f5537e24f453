import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unzip } from "#server/testing/unzip.ts";
import { zip } from "./zip.ts";

describe("a ZIP", () => {
  it("gives back what was put in", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-zé]{1,12}\.json$/), { maxLength: 6 });
    fc.assert(
      fc.property(names, fc.string({ unit: "grapheme", maxLength: 500 }), (called, text) => {
        const entries = called.map((name, i) => ({ name, bytes: Buffer.from(text.repeat(i)) }));
        const expected = Object.fromEntries(entries.map(({ name, bytes }) => [name, bytes.toString()]));
        expect(unzip(zip(entries, new Date("2026-11-22T12:00:00Z")))).toEqual(expected);
      }),
    );
  });

  it("is one to other programs", ({ skip }) => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "zip-")), "a.zip");
    fs.writeFileSync(file, zip([{ name: "é.txt", bytes: Buffer.from("bonjour") }], new Date()));
    try {
      execFileSync("python3", ["--version"]);
    } catch {
      skip();
    }
    const read =
      "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print(z.read('é.txt').decode())";
    expect(execFileSync("python3", ["-c", read, file], { encoding: "utf8" }).trim()).toBe("bonjour");
  });
});
