import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { markEagerChunks } from "./eager-chunks.ts";

test("chunks that start every page carry the hint once, others none", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "eager-"));
  const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
  const read = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
  try {
    write("build-manifest.json", JSON.stringify({ rootMainFiles: ["a.js"] }));
    write("a.js", "start()");
    write("b.js", "later()");
    expect(markEagerChunks(folder)).toEqual(["a.js"]);
    markEagerChunks(folder);
    expect(read("a.js")).toBe("//# allFunctionsCalledOnLoad\nstart()");
    expect(read("b.js")).toBe("later()");
    write("build-manifest.json", "{}");
    expect(() => markEagerChunks(folder)).toThrow("no chunks");
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
