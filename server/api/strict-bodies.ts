// The REST adapter reads numbers and switches from query strings by turning coercion on in the procedures' own schemas, and
// for good: after one call, every door would take "1e3" or true for a quantity. Bodies are JSON and need none of that.

import type { AnyRouter } from "@trpc/server";
import { z } from "zod";

type Documented = { _def: { meta?: { openapi?: { method: string } }; inputs?: unknown[] } };

const kindOfCoercible = new Set(["number", "boolean", "bigint", "date"]);

function schemasIn(value: unknown, found: Set<z.core.$ZodType>): void {
  if (Array.isArray(value)) {
    for (const each of value) schemasIn(each, found);
  } else if (value instanceof z.core.$ZodType) {
    if (found.has(value)) return;
    found.add(value);
    const { def } = value._zod;
    for (const [key, part] of Object.entries(def)) if (key !== "checks") schemasIn(part, found);
    if (def.type === "object") schemasIn(Object.values((def as z.core.$ZodObjectDef).shape), found);
  }
}

/** Takes from every schema that arrives in a body the possibility to coerce; query strings of GETs keep it. */
export function keepBodiesStrict(router: AnyRouter): void {
  for (const procedure of Object.values(router._def.procedures) as Documented[]) {
    if (procedure._def.meta?.openapi?.method === "GET") continue;
    const found = new Set<z.core.$ZodType>();
    schemasIn(procedure._def.inputs ?? [], found);
    for (const { _zod } of found) {
      if (!kindOfCoercible.has(_zod.def.type)) continue;
      Object.defineProperty(_zod.def, "coerce", { get: () => false, set: () => {}, configurable: true });
    }
  }
}
