"use client";
import { NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import { type ReactNode, useMemo } from "react";

type Tree = { [key: string]: string | Tree };

function merge(over: Tree, under: Tree): Tree {
  const result: Tree = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = typeof value === "object" && typeof below === "object" ? merge(value, below) : value;
  }
  return result;
}

/** Adds messages to those that the components above have. */
export function MergeMessages({ messages, children }: { messages: Tree; children: ReactNode }) {
  const above = useMessages() as unknown as Tree;
  const all = useMemo(() => merge(messages, above), [messages, above]);
  return (
    <NextIntlClientProvider locale={useLocale()} messages={all as never} timeZone="Europe/Paris">
      {children}
    </NextIntlClientProvider>
  );
}
