import { decimal, roundToInteger } from "./decimal.ts";
import { numberFormat } from "./formats.ts";

// Numbers as shoppers meet them on every page, written without Intl: the first Intl.NumberFormat of a browser costs it 20 to
// 30 milliseconds, a tenth of a second on a phone, before a page answers. `numbers.test.ts` holds them against Intl.

type Marks = { group: string; point: string; percent: string };
const marks: Record<string, Marks | undefined> = {
  fr: { group: "\u202f", point: ",", percent: "\u00a0%" },
  en: { group: ",", point: ".", percent: "%" },
};

/** A plain decimal text ("-1234.50") with the separators of `locale`; null where they are not known. */
export function separated(text: string, locale: string): string | null {
  const mark = marks[locale];
  if (!mark) return null;
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, mark.group);
  return fraction === undefined ? grouped : grouped + mark.point + fraction;
}

/** A count ("1 234"); null for what is no whole number and for languages that are not known. */
export const writeCount = (count: number, locale: string): string | null =>
  Number.isSafeInteger(count) ? separated(String(count), locale) : null;

/** A rate ("0.2") in percent with one decimal at most: "20 %". */
export function formatRate(rate: string, locale: string): string {
  const mark = marks[locale];
  if (!mark) return numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(Number(rate));
  const tenths = String(roundToInteger(decimal(rate), 3)).padStart(2, "0");
  const fraction = tenths.endsWith("0") ? "" : `.${tenths.slice(-1)}`;
  return `${separated(tenths.slice(0, -1) + fraction, locale)}${mark.percent}`;
}
