/** Whole numbers from `from` on, up to but not including `below`; null is open. */
export type NumberRange = { from: number | null; below: number | null };

const pattern = /^(\d{0,12})(-|\.\.)(\d{0,12})$/;

/**
 * A range as filters write it: "5000-10000" leaves its upper end out, as bands do that meet without overlapping;
 * "40..80" includes it, as people mean it. Either end may be empty. `scale` turns the unit written into a smaller one
 * (centimetres into millimetres: 10). Null when it is no range.
 */
export function readRange(text: string, scale = 1): NumberRange | null {
  const [, from, kind, to] = pattern.exec(text) ?? [];
  if (from === undefined || to === undefined) return null;
  const upper = Number(to) * scale;
  return {
    from: from ? Number(from) * scale : null,
    below: to ? upper + (kind === ".." ? 1 : 0) : null,
  };
}

/** The ranges among these values; what is no range finds nothing. */
export const readRanges = (values: readonly string[], scale = 1): NumberRange[] =>
  values.flatMap((value) => readRange(value, scale) ?? []);
