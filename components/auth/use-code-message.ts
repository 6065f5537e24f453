"use client";
import { useTranslations } from "next-intl";

/** `code → sentence` for refusals that arrive outside of tRPC (next-auth's). */
export function useCodeMessage(): (code: string) => string {
  const t = useTranslations("errors");
  return (code) => {
    const key = [code, "internal"].find((candidate) => t.has(candidate as never));
    return key ? t(key as never, { retryAfter: 60 } as never) : code;
  };
}
