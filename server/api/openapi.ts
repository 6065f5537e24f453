import { generateOpenApiDocument } from "trpc-to-openapi";
import { describeKeys } from "./openapi-contract.ts";
import { type AppRouter, appRouter } from "./root.ts";

export { keyHours } from "../platform/idempotency.ts";

export type ApiOperation = {
  method: string;
  path: string;
  /** shop, auth, account or admin: whom it is for */
  audience: string;
  summary: string;
  permission: string;
  parameters: { name: string; in: string; required: boolean }[];
  /** Shapes in words: `{ id: string, lines: { sku: string }[] }`; empty when there is none. */
  body: string;
  answer: string;
};

/** The OpenAPI 3.1 document of `/api/rest`: the same procedures as tRPC, generated from their schemas. */
export function openApiDocument() {
  const document = generateOpenApiDocument(appRouter satisfies AppRouter, {
    title: "Comptoir",
    description:
      "The headless commerce API. Errors are { code, details, requestId } with a stable code. Money is { minor, currency }: integers in the currency's minor unit. Instants are ISO 8601 in UTC.",
    version: "0.2.0",
    baseUrl: "/api/rest",
    securitySchemes: { session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" } },
  });
  return describeKeys(document, changes());
}

type Documented = {
  _def: { type: string; meta?: { permission?: string; openapi?: { method: string; path: string } } };
};
const documented = () => Object.values(appRouter._def.procedures) as unknown as Documented[];

/** The operations behind mutations: "POST /cart/lines". */
function changes(): Set<string> {
  const found = documented().filter(({ _def }) => _def.type === "mutation" && _def.meta?.openapi);
  return new Set(found.map(({ _def: { meta } }) => `${meta?.openapi?.method} ${meta?.openapi?.path}`));
}

const permissionsByPath = (): Map<string, string> => {
  const found = new Map<string, string>();
  for (const procedure of documented()) {
    const { meta } = procedure._def;
    if (meta?.openapi) found.set(`${meta.openapi.method} ${meta.openapi.path}`, meta.permission ?? "");
  }
  return found;
};

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

/** A JSON schema as a reader would say it. */
function shape(given: unknown, indent = ""): string {
  const schema = given as Schema | undefined;
  if (!schema) return "";
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map((option) => shape(option, indent)))].join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.properties) {
    const inner = `${indent}  `;
    const fields = Object.entries(schema.properties).map(
      ([name, field]) => `${inner}${name}${schema.required?.includes(name) ? "" : "?"}: ${shape(field, inner)}`,
    );
    return fields.length ? `{\n${fields.join("\n")}\n${indent}}` : "{}";
  }
  if (schema.items) return `${shape(schema.items, indent)}[]`;
  return [schema.type ?? "any"].flat().join(" | ");
}

/** Every operation with its permission, for the documentation page. */
export function apiOperations(): ApiOperation[] {
  const permissions = permissionsByPath();
  return Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
    (["get", "post", "put", "patch", "delete"] as const).flatMap((verb) => {
      const operation = item[verb];
      if (!operation) return [];
      const method = verb.toUpperCase();
      const body = operation.requestBody as { content?: Record<string, { schema?: unknown }> } | undefined;
      const answer = operation.responses?.["200"] as { content?: Record<string, { schema?: unknown }> } | undefined;
      return [
        {
          method,
          path,
          audience: operation.operationId?.split("-")[0] ?? "",
          summary: operation.summary ?? "",
          permission: permissions.get(`${method} ${path}`) ?? "",
          parameters: (operation.parameters ?? []).flatMap((p) =>
            "name" in p && p.name ? [{ name: p.name, in: p.in ?? "query", required: p.required ?? false }] : [],
          ),
          body: shape(body?.content?.["application/json"]?.schema),
          answer: shape(answer?.content?.["application/json"]?.schema),
        },
      ];
    }),
  );
}
