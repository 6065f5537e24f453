import { createTranslator } from "use-intl/core";
import en from "#app/_messages/en/mail.json" with { type: "json" };
import fr from "#app/_messages/fr/mail.json" with { type: "json" };
import type { Locale } from "#server/kernel/locales.ts";
import type { Block, Letter } from "./blocks.ts";

// What every letter is written with: words, links, the blocks that most of them have.

const messages = { fr, en };
export const translator = (locale: Locale) => createTranslator({ locale, messages: messages[locale] });
type T = ReturnType<typeof translator>;
export type Draft = Pick<Letter, "subject" | "title" | "blocks" | "stopUrl">;
export type Pen = { t: T; locale: Locale; link: (path: string) => string };

export const button = ({ t, link }: Pen, label: string, path: string): Block => ({
  kind: "button",
  label,
  url: link(path),
  fallback: t("linkFallback"),
});
export const text = (value: string): Block => ({ kind: "text", text: value });
export const quiet = (value: string): Block => ({ kind: "text", text: value, muted: true });
