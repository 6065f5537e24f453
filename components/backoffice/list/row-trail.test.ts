import { expect, it } from "vitest";
import { neighboursOf } from "./row-trail.ts";

const rows = ["/admin/orders/a", "/admin/orders/b", "/admin/orders/c"];

it("steps along the list one came from, and stops at its ends", () => {
  expect(neighboursOf("/admin/orders/b", rows)).toEqual({
    previous: "/admin/orders/a",
    next: "/admin/orders/c",
    at: 2,
    of: 3,
  });
  expect(neighboursOf("/admin/orders/a", rows)?.previous).toBeNull();
  expect(neighboursOf("/admin/orders/c", rows)?.next).toBeNull();
});

it("offers nothing when the record is not of that list", () => {
  expect(neighboursOf("/admin/orders/z", rows)).toBeNull();
  expect(neighboursOf("/admin/orders/a", ["/admin/orders/a"])).toBeNull();
});
