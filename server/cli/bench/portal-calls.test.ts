import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { companyPages, ownPages, withoutFigures } from "./portal-calls.ts";

const portal = path.resolve(import.meta.dirname, "../../../app/[locale]/(portal)");

describe("the bench of the portal", () => {
  it("times every page", () => {
    const keys = { order: "", invoice: "", returned: "", claim: "", ticket: "", quote: "" };
    const pages = fs
      .readdirSync(portal, { recursive: true, encoding: "utf8" })
      .filter((file) => path.basename(file) === "page.tsx")
      .map((file) => `/${path.dirname(file).split(path.sep).join("/")}`);
    expect(pages.length).toBeGreaterThan(20);
    const timed = [...Object.keys(ownPages(keys)), ...Object.keys(companyPages(keys)), ...withoutFigures];
    expect(timed.toSorted()).toEqual(pages.toSorted());
  });
});
