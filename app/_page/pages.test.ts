import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Permission, permissions } from "#server/access/permissions.ts";
import { rolePermissions } from "#server/access/roles.ts";

const root = path.resolve(import.meta.dirname, "../[locale]");

/** The permission a page file names by exporting `definePage("…"` as its default; null when it does not. */
function permissionOf(source: string): Permission | null {
  const named = /^export default definePage(?:<[^>]*>)?\(\s*"([^"]+)"/m.exec(source)?.[1];
  return permissions.find((permission) => permission === named) ?? null;
}

const pagesOf = (face: string) =>
  globSync("**/page.tsx", { cwd: path.join(root, face) }).map((file) => ({
    file,
    permission: permissionOf(readFileSync(path.join(root, face, file), "utf8")),
  }));

describe("line 9: every page of the portal and the back office", () => {
  it.each(["(portal)", "(backoffice)"])("%s is made by definePage with a permission that exists", (face) => {
    const pages = pagesOf(face);
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.filter((page) => page.permission === null)).toEqual([]);
  });

  it("needs more than a guest has; the back office needs more than a customer has", () => {
    for (const { file, permission } of pagesOf("(portal)")) {
      expect(permission && rolePermissions.guest.includes(permission), file).toBe(false);
    }
    for (const { file, permission } of pagesOf("(backoffice)")) {
      expect(permission && rolePermissions.customer.includes(permission), file).toBe(false);
    }
  });

  it("would be caught without: the check is not blind", () => {
    expect(permissionOf('export default definePage("sales.order.read", render)')).toBe("sales.order.read");
    expect(permissionOf('export default definePage<Params>(\n  "sales.order.read",')).toBe("sales.order.read");
    expect(permissionOf('export default definePage("sales.order.raed", render)')).toBeNull();
    expect(permissionOf("export default function Page() {}")).toBeNull();
    expect(permissionOf('const page = definePage("sales.order.read", r);\nexport default Page;')).toBeNull();
  });
});
