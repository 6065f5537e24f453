import compile from "icu-minify/compile";

/** A sentence taken apart: pieces of text and places to fill. Text without places stays a string. */
export type Compiled = string | readonly unknown[];
export type CompiledTree = { [key: string]: Compiled | CompiledTree };

const known = new Map<string, Compiled>();

/** A sentence of the message files, ready for the small formatter. What only looks written (a quoted "{") becomes a list too. */
export function compileMessage(written: string): Compiled {
  const before = known.get(written);
  if (before !== undefined) return before;
  // As plain JSON: its objects have no prototype, which React does not send.
  const made = JSON.parse(JSON.stringify(compile(written))) as Compiled;
  const compiled = typeof made === "string" && made !== written ? [made] : made;
  known.set(written, compiled);
  return compiled;
}

/** A message tree as the browser needs it: formatting it there takes no parser. Lists are data, not sentences. */
export function compileMessages(tree: Record<string, unknown>): CompiledTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => {
      if (typeof value === "string") return [key, compileMessage(value)];
      return [key, Array.isArray(value) ? value : compileMessages(value as Record<string, unknown>)];
    }),
  );
}
