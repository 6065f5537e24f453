import { createTranslator } from "use-intl/core";
import formatCompiled from "use-intl/format-message/format-only";
import { describe, expect, it } from "vitest";
import { locales } from "#server/kernel/locales.ts";
import { type Compiled, compileMessage, compileMessages } from "./compile-messages.ts";
import formatOnServer from "./format-message.ts";
import formatInBrowser from "./format-message-browser.ts";
import { loadMessages } from "./messages.ts";

const named = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/\{\s*(\w+)|<(\w+)>/g)].map(([, place, tag]) => [place ?? tag, place ? 3 : tag]),
  );

function* sentences(tree: Record<string, unknown>, path = ""): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") yield [`${path}${key}`, value];
    else if (value && typeof value === "object" && !Array.isArray(value))
      yield* sentences(value as Record<string, unknown>, `${path}${key}.`);
  }
}

describe.each(locales)("every sentence in %s", (locale) => {
  it("reads the same compiled as written", async () => {
    const messages = await loadMessages(locale);
    const t = createTranslator({ locale, messages: messages as never, timeZone: "Europe/Paris" });
    let compared = 0;
    for (const [key, text] of sentences(messages)) {
      if (/<\w+>/.test(text)) continue;
      const given = named(text);
      const formatters = {
        getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
        getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
      };
      const options = { locale, timeZone: "Europe/Paris", formatters } as never;
      const written = t(key as never, given as never);
      expect(formatCompiled(key, compileMessage(text) as never, given, options), key).toBe(written);
      expect(formatInBrowser(key, compileMessage(text), given, options), key).toBe(written);
      expect(formatOnServer(key, text, given, options), key).toBe(written);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(500);
  });
});

it("keeps what looks written apart from what is", () => {
  expect(compileMessage("plain")).toBe("plain");
  expect(compileMessage("'{'code'}'")).toEqual(["{code}"] satisfies Compiled);
  expect(compileMessages({ a: { b: "{n, plural, one {# day} other {# days}}" }, list: [{ title: "{raw}" }] })).toEqual({
    a: { b: [["n", 2, { one: [0, " day"], other: [0, " days"] }]] },
    list: [{ title: "{raw}" }],
  });
});
