/**
 * Units that numbers of the catalogue are said in, and how they turn into one another. Each names its dimension and how many
 * of the dimension's smallest unit it is, as a fraction of integers, so that turning there and back loses nothing.
 */
type Unit = { of: string; num: number; den: number };
const unit = (of: string, num: number, den = 1): Unit => ({ of, num, den });

export const units = {
  mm: unit("length", 1),
  cm: unit("length", 10),
  m: unit("length", 1000),
  // 25.4 mm since the international agreement of 1959.
  in: unit("length", 254, 10),
  g: unit("mass", 1),
  kg: unit("mass", 1000),
  ml: unit("volume", 1),
  cl: unit("volume", 10),
  l: unit("volume", 1000),
  m2: unit("area", 1),
  min: unit("time", 1),
  h: unit("time", 60),
  W: unit("power", 1),
  kW: unit("power", 1000),
  V: unit("voltage", 1),
  lm: unit("flux", 1),
  K: unit("colour temperature", 1),
  "°C": unit("temperature", 1),
  "%": unit("share", 1),
} as const satisfies Record<string, Unit>;
export type UnitName = keyof typeof units;
export const unitNames = Object.keys(units) as UnitName[];
export const isUnit = (name: string): name is UnitName => Object.hasOwn(units, name);

/** Units that a value in this one may be said in as well, itself included. */
export const unitsLike = (name: UnitName): UnitName[] =>
  unitNames.filter((other) => units[other].of === units[name].of);

/** How a unit is written: "m²". */
export const unitSign = (name: string): string => (name === "m2" ? "m²" : name);

/** Beyond the sixth decimal is noise of the conversion. */
const tidy = (value: number): number => Number(value.toFixed(6));

/** The same amount in another unit of its dimension, to six decimals; undefined when it has none there. */
export function convertUnit(value: number, from: UnitName, to: UnitName): number | undefined {
  const [a, b] = [units[from], units[to]];
  if (a.of !== b.of) return undefined;
  return tidy((value * a.num * b.den) / (a.den * b.num));
}
