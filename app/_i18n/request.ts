import { locale as rootLocale } from "next/root-params";
import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "./messages.ts";
import { routing } from "./routing.ts";

export default getRequestConfig(async ({ locale }) => {
  const wanted = locale ?? (await rootLocale());
  const chosen = hasLocale(routing.locales, wanted) ? wanted : routing.defaultLocale;
  return { locale: chosen, messages: await loadMessages(chosen), timeZone: "Europe/Paris" };
});
