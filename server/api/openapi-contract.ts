// What the OpenAPI document says of every change beyond its schemas: the key it wants and the answers that come with it.
import type { generateOpenApiDocument } from "trpc-to-openapi";
import { keyHours } from "../platform/idempotency.ts";

type Document = ReturnType<typeof generateOpenApiDocument>;
type Item = NonNullable<Document["paths"]>[string];
type Operation = NonNullable<Item["post"]>;

const error = {
  type: "object",
  properties: {
    code: { type: "string" },
    details: { type: "object", additionalProperties: true },
    requestId: { type: "string" },
    fresh: { description: "Where a version was stale: the state that the reading procedure answers now." },
  },
  required: ["code", "details", "requestId"],
} as const;
const content = { "application/json": { schema: error } };
const retryAfter = {
  "Retry-After": { description: "Seconds after which to ask again.", schema: { type: "integer" } },
} as const;

const parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: `Names this one change, up to 255 printable ASCII characters, best a UUID: sent again with the same key within ${keyHours} hours, it is answered again and not carried out twice.`,
  schema: { type: "string", minLength: 1, maxLength: 255 },
} as const;

const responses = {
  "400": {
    description: "`idempotency_key_required`, `idempotency_key_invalid` or an input that is not right (`bad_request`)",
    content,
  },
  "409": {
    description:
      "`idempotency_in_progress` (with Retry-After: the first request with this key is still running), or a state that does not allow it; a stale version comes with the `fresh` state",
    headers: retryAfter,
    content,
  },
  "422": {
    description: "`idempotency_key_reused`: the key came before with another input; or what may not be",
    content,
  },
  "503": { description: "Not now: ask again with the same key", headers: retryAfter, content },
} as const;

const replayed = {
  "Idempotent-Replayed": {
    description: "`true` where this is the answer to an earlier request with the same key.",
    schema: { type: "string", enum: ["true"] },
  },
} as const;

/** Adds the contract of keys to the operations (`POST /cart/lines`) that change something. */
export function describeKeys(document: Document, changes: ReadonlySet<string>): Document {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of ["get", "post", "put", "patch", "delete"] as const) {
      const operation: Operation | undefined = item[method];
      if (!operation || !changes.has(`${method.toUpperCase()} ${path}`)) continue;
      operation.parameters = [...(operation.parameters ?? []), parameter];
      const done = operation.responses?.["200"];
      operation.responses = {
        ...operation.responses,
        ...responses,
        ...(done && { "200": { ...done, headers: { ...("headers" in done ? done.headers : {}), ...replayed } } }),
      } as NonNullable<Operation["responses"]>;
    }
  }
  return document;
}
