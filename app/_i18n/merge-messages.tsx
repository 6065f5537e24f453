"use client";
import { NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { Compiled, CompiledTree } from "./compile-messages.ts";

type Tree = CompiledTree;

const isBranch = (value: Compiled | Tree | undefined): value is Tree =>
  typeof value === "object" && !Array.isArray(value);

function merge(over: Tree, under: Tree): Tree {
  const result: Tree = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = isBranch(value) && isBranch(below) ? merge(value, below) : value;
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
