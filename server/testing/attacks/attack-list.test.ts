import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { attackList, provedIn } from "./attack-list.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const sourceOf = (file: string) => readFileSync(path.join(root, file), "utf8");
const suites = globSync("{server,app,e2e}/**/*.{test,itest,spec}.{ts,tsx}", { cwd: root })
  .map((file) => file.split(path.sep).join("/"))
  .filter((file) => !file.endsWith("attack-list.test.ts"));
const claims = suites.flatMap((suite) => provedIn(sourceOf(suite)).map((proof) => ({ suite, ...proof })));

/** The list as people read it. */
const page = () => {
  const rows = attackList.map(({ line, attack, suites: named }) => {
    const proofs = named.map((suite) => {
      const titles = claims.filter((each) => each.suite === suite && each.line === line).map(({ title }) => title);
      return `[${path.basename(suite)}](../${suite}): ${[...new Set(titles)].join("; ").replaceAll("|", "\\|")}`;
    });
    return `| ${line} | ${attack} | ${proofs.join("<br>")} |`;
  });
  return `# The attack list

What is tried on a shop, and the tests that prove it refused. Written by \`server/testing/attacks/attack-list.test.ts\` from the
list beside it and the titles of the suites (\`vitest run --project unit attack-list -u\` writes it anew).

| Line | Attack | Proved by |
| ---: | --- | --- |
${rows.join("\n")}
`;
};

describe("the attack list", () => {
  it("has each of its lines once, and every line has a suite", () => {
    expect(attackList.map(({ line }) => line)).toEqual(Array.from({ length: 36 }, (_, i) => i + 1));
    expect(attackList.filter((each) => each.suites.length === 0)).toEqual([]);
  });

  it("names suites that exist and have a test of that line, and every suite that says it has one", () => {
    const named = attackList.flatMap(({ line, suites: each }) => each.map((suite) => `${line} ${suite}`));
    const claimed = new Set(claims.map(({ line, suite }) => `${line} ${suite}`));
    expect([...claimed].sort()).toEqual([...new Set(named)].sort());
    expect(named).toHaveLength(new Set(named).size);
  });

  it("is proved by tests that run", () => {
    const left = [...new Set(claims.map(({ suite }) => suite))].filter((suite) =>
      /\b(?:it|test|describe)\.(?:skip|todo|only|fixme|fails)\b/.test(sourceOf(suite)),
    );
    expect(left).toEqual([]);
  });

  it("is what the page of it says", async () => {
    await expect(page()).toMatchFileSnapshot(path.join(root, "docs/attack-list.md"));
  });

  it("finds proofs by their titles", () => {
    expect(provedIn('describe("line 7: a name", () => { it(`lines 20 and 34: more`) })')).toEqual([
      { line: 7, title: "a name" },
      { line: 20, title: "more" },
      { line: 34, title: "more" },
    ]);
    expect(provedIn('// Line 7 of the list\nit("offline 7: none")')).toEqual([]);
  });
});
