import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { commonErrorCodes } from "#server/kernel/errors.ts";
import { locales } from "#server/kernel/localized.ts";

const root = path.join(import.meta.dirname, "../../..");
type Tree = { [key: string]: string | Tree };

const read = (locale: string, file: string): Tree =>
  JSON.parse(fs.readFileSync(path.join(root, "app/_messages", locale, file), "utf8"));
const leaves = (tree: Tree, at = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${at}${key}`, value]] : leaves(value, `${at}${key}.`),
  );
const files = fs.readdirSync(path.join(root, "app/_messages/fr")).sort();
/** The values a sentence takes: {name}, {count, plural, one {…} other {…}}; the words inside the branches are not values. */
function values(text: string): string[] {
  const found = new Set<string>();
  const skipText = (from: number): number => {
    let i = from;
    while (i < text.length && text[i] !== "}") i = text[i] === "{" ? skipValue(i + 1) : i + 1;
    return i + 1;
  };
  const skipValue = (from: number): number => {
    const [name = ""] = /^\s*\w+/.exec(text.slice(from)) ?? [];
    found.add(name.trim());
    let i = from + name.length;
    while (i < text.length && text[i] !== "}") i = text[i] === "{" ? skipText(i + 1) : i + 1;
    return i + 1;
  };
  // Quoted braces are braces.
  for (let i = 0; i < text.length; )
    i = text[i] === "'" && text[i + 1] === "{" ? i + 2 : text[i] === "{" ? skipValue(i + 1) : i + 1;
  return [...found].sort();
}

function* sources(dir: string): Generator<string> {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const at = path.join(dir, entry.name);
    if (entry.isDirectory()) {
      if (!["generated", "fixtures", "node_modules"].includes(entry.name)) yield* sources(at);
    } else if (/\.tsx?$/.test(entry.name) && !/test\.tsx?$/.test(entry.name)) yield at;
  }
}

describe("messages", () => {
  it("are the same files in every language", () => {
    for (const locale of locales)
      expect(fs.readdirSync(path.join(root, "app/_messages", locale)).sort()).toEqual(files);
  });

  it.each(files)("%s says the same things with the same values in both languages", (file) => {
    const [fr, en] = [new Map(leaves(read("fr", file))), new Map(leaves(read("en", file)))];
    expect([...en.keys()].sort()).toEqual([...fr.keys()].sort());
    for (const [key, text] of fr) {
      expect(values(en.get(key) ?? ""), key).toEqual(values(text));
      expect(text.trim(), key).not.toBe("");
    }
  });

  it("exist for every code that the server throws", () => {
    const known = new Set(leaves(read("fr", "errors.json")).map(([key]) => key));
    const thrown = new Set<string>(commonErrorCodes);
    for (const file of sources(path.join(root, "server"))) {
      if (file.includes(`${path.sep}cli${path.sep}`)) continue;
      const text = fs.readFileSync(file, "utf8");
      for (const [, code] of text.matchAll(/new DomainError\(\s*"\w+",\s*"([\w.]+)"/g)) if (code) thrown.add(code);
      for (const [, machine] of text.matchAll(/\btransition\("(\w+)"/g))
        thrown.add(`${machine}.transition_not_allowed`);
    }
    expect(thrown.size).toBeGreaterThan(40);
    expect([...thrown].filter((code) => !known.has(code)).sort()).toEqual([]);
  });
});
