import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { environmentVariables } from "#server/platform/env.ts";

const read = (file: string) => fs.readFileSync(path.join(import.meta.dirname, "..", "..", file), "utf8");
// Of no use inside the containers, whose folders, port and mailbox are fixed.
const notForCompose = [
  ...["PORT", "DATA_DIR", "MEDIA_DIR", "SHOW_DEV_MAILBOX"],
  ...["WORKER_CONCURRENCY", "WORKER_LEASE_SECONDS"],
];

describe("what operators are told", () => {
  it.each([...environmentVariables])(".env.example explains %s", (name) => {
    expect(read(".env.example")).toMatch(new RegExp(`^${name}=`, "m"));
  });

  it.each(environmentVariables.filter((name) => !notForCompose.includes(name)))("compose.yaml passes %s on", (name) => {
    expect(read("compose.yaml")).toMatch(new RegExp(`^ {4}${name}: `, "m"));
  });

  it("no variable of the example is unknown to the program", () => {
    const launcher = ["POSTGRES_PASSWORD", "SANDBOX_PORT"];
    const told = [...read(".env.example").matchAll(/^([A-Z][A-Z_0-9]*)=/gm)].map((match) => match[1]);
    expect(told.filter((name) => !environmentVariables.includes(name ?? "") && !launcher.includes(name ?? ""))).toEqual(
      [],
    );
  });
});
