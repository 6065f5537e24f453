// Stands for `use-intl/format-message` in what is bundled for the browser (next.config.js): compiled sentences only, whole
// numbers in them written without Intl.
import formatCompiled from "use-intl/format-message/format-only";
import { writeCount } from "#server/kernel/numbers.ts";

type Numbers = (locale: string, options?: object) => { format: (value: number) => string };
type Options = { formatters: { getNumberFormat: Numbers } };
type Parameters = [key: string, message: unknown, values: unknown, options: Options];
const format = formatCompiled as unknown as (...given: Parameters) => unknown;

export default function formatMessage(...[key, message, values, options]: Parameters): unknown {
  const slow = options.formatters.getNumberFormat;
  const getNumberFormat: Numbers = (locale, style) =>
    style ? slow(locale, style) : { format: (value) => writeCount(value, locale) ?? slow(locale).format(value) };
  return format(key, message, values, { ...options, formatters: { ...options.formatters, getNumberFormat } });
}

/** The files' own text did not come along (`t.raw`). */
formatMessage.raw = false;
