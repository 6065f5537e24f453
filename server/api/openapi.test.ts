import { expect, it } from "vitest";
import { apiOperations, openApiDocument } from "./openapi.ts";

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
