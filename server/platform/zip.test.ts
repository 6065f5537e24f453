import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zip } from "./zip.ts";

/** Reads a ZIP by its directory, as programs do. */
function unzip(file: Buffer): Record<string, string> {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = file.readUInt32LE(end + 16);
  const found: Record<string, string> = {};
  for (let i = 0; i < file.readUInt16LE(end + 10); i++) {
    const [packed, named] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)];
    const name = file.subarray(at + 46, at + 46 + named).toString();
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    found[name] = inflateRawSync(file.subarray(start, start + packed)).toString();
    at += 46 + named;
  }
  return found;
}

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
