import { expect, it } from "vitest";
import { apiOperations, openApiDocument } from "./openapi.ts";
import { appRouter } from "./root.ts";

it("describes every operation: a schema that REST cannot carry would take the whole door down", () => {
  const document = openApiDocument();
  expect(document.openapi).toMatch(/^3\./);
  const operations = apiOperations();
  expect(operations.length).toBeGreaterThan(60);
  for (const operation of operations) {
    expect(operation.summary, operation.path).not.toBe("");
    expect(operation.permission, operation.path).not.toBe("");
    expect(operation.answer, operation.path).not.toBe("");
  }
});

type Documented = { _def: { type: string; meta?: { openapi?: { method: string; path: string } } } };

it("tells of every change which key it wants and how a repeated one is answered, and of no reading", () => {
  const { paths } = openApiDocument();
  for (const { _def } of Object.values(appRouter._def.procedures) as unknown as Documented[]) {
    const at = _def.meta?.openapi;
    if (!at) continue;
    const operation = paths?.[at.path]?.[at.method.toLowerCase() as "post"];
    const name = `${at.method} ${at.path}`;
    const header = operation?.parameters?.find((p) => "name" in p && p.name === "Idempotency-Key");
    if (_def.type !== "mutation") {
      expect(header, name).toBeUndefined();
      continue;
    }
    expect(header, name).toMatchObject({ in: "header", required: true });
    expect(Object.keys(operation?.responses ?? {}), name).toEqual(expect.arrayContaining(["400", "409", "422", "503"]));
    expect(operation?.responses?.["200"], name).toHaveProperty("headers.Idempotent-Replayed");
    expect(operation?.responses?.["409"], name).toHaveProperty("headers.Retry-After");
  }
});
