import { generateOpenApiDocument } from "trpc-to-openapi";
import { type AppRouter, appRouter } from "./root.ts";

export type ApiOperation = {
  method: string;
  path: string;
  tag: string;
  summary: string;
  permission: string;
  parameters: { name: string; in: string; required: boolean }[];
  body: unknown;
  answer: unknown;
};

/** The OpenAPI 3.1 document of `/api/rest`: the same procedures as tRPC, generated from their schemas. */
export function openApiDocument() {
  return generateOpenApiDocument(appRouter satisfies AppRouter, {
    title: "Comptoir",
    description:
      "The headless commerce API. Errors are { code, details, requestId } with a stable code. Money is { minor, currency }: integers in the currency's minor unit. Instants are ISO 8601 in UTC.",
    version: "0.1.0",
    baseUrl: "/api/rest",
    securitySchemes: { session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" } },
  });
}

type Documented = { _def: { meta?: { permission?: string; openapi?: { method: string; path: string } } } };

const permissionsByPath = (): Map<string, string> => {
  const found = new Map<string, string>();
  for (const procedure of Object.values(appRouter._def.procedures) as unknown as Documented[]) {
    const { meta } = procedure._def;
    if (meta?.openapi) found.set(`${meta.openapi.method} ${meta.openapi.path}`, meta.permission ?? "");
  }
  return found;
};

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
          tag: operation.tags?.[0] ?? "",
          summary: operation.summary ?? "",
          permission: permissions.get(`${method} ${path}`) ?? "",
          parameters: (operation.parameters ?? []).flatMap((p) =>
            "name" in p && p.name ? [{ name: p.name, in: p.in ?? "query", required: p.required ?? false }] : [],
          ),
          body: body?.content?.["application/json"]?.schema ?? null,
          answer: answer?.content?.["application/json"]?.schema ?? null,
        },
      ];
    }),
  );
}
