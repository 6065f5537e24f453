import { describe, expect, it } from "vitest";
import { staffRoles } from "#server/access/roles.ts";
import { areaOf, areas, areasFor } from "./navigation.ts";

const seen = (role: (typeof staffRoles)[number] | "customer") => areasFor({ roles: [role] }).map((area) => area.key);

describe("the rail", () => {
  it("gives every area its own letter and address", () => {
    const letters = areas.flatMap((area) => area.letter ?? []);
    expect(new Set(letters).size).toBe(letters.length);
    expect(new Set(areas.map((area) => area.href)).size).toBe(areas.length);
    // j and k move rows, g starts a jump.
    expect(letters.filter((letter) => "gjk".includes(letter))).toEqual([]);
  });

  it("shows what the role opens and nothing else", () => {
    expect(seen("customer")).toEqual([]);
    expect(seen("warehouse")).toEqual([
      "home",
      "orders",
      "deliveries",
      "pickups",
      "promises",
      "returns",
      "withdrawals",
      "products",
      "stock",
      "shipping",
    ]);
    expect(seen("store")).toContain("pickups");
    expect(seen("catalogue")).toEqual([
      "home",
      "products",
      "attributes",
      "makers",
      "synonyms",
      "homePage",
      "articles",
      "reviews",
      "stock",
      "priceLists",
      "coupons",
    ]);
    expect(seen("accountant")).toEqual([
      "home",
      "orders",
      "returns",
      "withdrawals",
      "tickets",
      "invoices",
      "bank",
      "reconciliation",
      "accounting",
      "giftCards",
      "loyalty",
      "customers",
      "checks",
    ]);
    expect(seen("admin")).toEqual(areas.map((area) => area.key));
    for (const role of staffRoles) expect(seen(role)).toContain("home");
  });

  it("knows which area a page belongs to", () => {
    expect(areaOf("/admin")?.key).toBe("home");
    expect(areaOf("/admin/orders/SO-2026-000001")?.key).toBe("orders");
    expect(areaOf("/admin/stock/moves")?.key).toBe("stock");
    expect(areaOf("/admin/ordersx")).toBeUndefined();
  });
});
