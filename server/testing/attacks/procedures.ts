// Every procedure of the shop as strangers meet it, read from the router: one that is added is attacked without being listed.
import { z } from "zod";
import { appRouter } from "#server/api/root.ts";

export type JsonSchema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
};

export type Procedure = {
  path: string;
  type: "query" | "mutation" | "subscription";
  rest: { method: string; path: string } | null;
  inputs: readonly z.ZodType[];
  schemas: readonly JsonSchema[];
  /** The names of its input's first level, of every form that the input may have. */
  properties: Record<string, JsonSchema>;
};

/** A schema and the forms it may take, itself first. */
const forms = (schema: JsonSchema): JsonSchema[] => [
  schema,
  ...[schema.anyOf, schema.oneOf, schema.allOf].flatMap((each) => (each ?? []).flatMap(forms)),
];

type Def = { type: Procedure["type"]; inputs: z.ZodType[]; meta?: { openapi?: { method: string; path: string } } };

export const procedures: readonly Procedure[] = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { type, inputs, meta } = (procedure as unknown as { _def: Def })._def;
  const schemas = inputs.map((input) => z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as JsonSchema);
  const properties = Object.assign({}, ...schemas.flatMap(forms).map((each) => each.properties ?? {}));
  return { path, type, rest: meta?.openapi ?? null, inputs, schemas, properties };
});

/** The schema and everything within it, with the way there. */
export function within(schema: JsonSchema, at = ""): [string, JsonSchema][] {
  const parts: [string, JsonSchema | undefined][] = [
    ...Object.entries(schema.properties ?? {}).map(([key, each]): [string, JsonSchema] => [`${at}.${key}`, each]),
    ...[schema.anyOf, schema.oneOf, schema.allOf, schema.prefixItems].flatMap((some) =>
      (some ?? []).map((each): [string, JsonSchema] => [at, each]),
    ),
    [`${at}[]`, schema.items],
    [`${at}{}`, typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined],
  ];
  return [[at, schema], ...parts.flatMap(([name, part]) => (part ? within(part, name) : []))];
}

const words = [
  ...["a", "ab", "abc", "1", "1.5", "FR", "EUR", "fr", "75001", "123456", "09:00", "2026-01-01", "anne@example.com"],
  ...[
    "2026-01-01T00:00:00Z",
    "a long enough password",
    "x".repeat(43),
    "0".repeat(40),
    "SO-2026-000001",
    "/fr",
    "#a1b2c3",
  ],
  ...["11111111-1111-4111-8111-111111111111", "atm_00000000000000000000000000", "A1B2-C3D4-E5F6-G7H8", "552100554"],
];
const longest = 200;

function textFor({ minLength = 0, maxLength = longest, pattern }: JsonSchema): string {
  const fits = (text: string) =>
    text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern, "u").test(text));
  return [...words, "x".repeat(minLength)].find(fits) ?? "a";
}

/** Something that fits a schema, where that can be guessed: only what has to be there, the first choice of several. */
export function sampleOf(schema: JsonSchema): unknown {
  if ("const" in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [form] = schema.anyOf ?? schema.oneOf ?? [];
  if (form) return sampleOf(form);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sampleOf));
  if (schema.type === "object") {
    const { properties = {}, required = [] } = schema;
    return Object.fromEntries(required.map((key) => [key, sampleOf(properties[key] ?? {})]));
  }
  if (schema.type === "array") return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
  if (schema.type === "string") return textFor(schema);
  if (schema.type === "boolean") return true;
  if (schema.type === "null") return null;
  return Math.min(schema.maximum ?? 1, Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1));
}

/** What an honest caller might send to a procedure. */
export const inputFor = ({ schemas }: Procedure): Record<string, unknown> =>
  Object.assign({}, ...schemas.map((schema) => sampleOf(schema) ?? {}));
