// Stands for `use-intl/format-message` in whatever is bundled for the server (next.config.js). Components that render there
// meet the files' own sentences, or, on their way to the browser, compiled ones; in the browser there are only the latter.
import formatCompiled from "use-intl/format-message/format-only";
import { compileMessage } from "./compile-messages.ts";

type Parameters = [key: string, message: unknown, values: unknown, options: unknown];
const format = formatCompiled as unknown as (...given: Parameters) => unknown;

export default function formatMessage(...[key, message, values, options]: Parameters): unknown {
  return format(key, typeof message === "string" ? compileMessage(message) : message, values, options);
}

/** The files' own text may be asked for (`t.raw`). */
formatMessage.raw = true;
