"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { useEarlyText } from "#components/ui/use-early-text.ts";

/** Completes a SKU or a name while it is typed; what is picked goes into the list. */
export function ArticleFinder({ onPick }: { onPick: (sku: string) => void }) {
  const t = useTranslations("portal.quickOrder");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEarlyText(field, setTyped);
  const query = useDebounced(typed.trim(), 150);
  const found = useQuery(trpc.shop.quickOrder.find.queryOptions({ query }, { enabled: query.length >= 2 }));
  const articles = query.length >= 2 ? (found.data ?? []) : [];
  return (
    <div className="grid max-w-2xl gap-2">
      <Field label={t("find")} hint={t("findHint")}>
        {(control) => (
          <Input
            {...control}
            ref={field}
            name="find"
            type="search"
            autoComplete="off"
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <p role="status" className="sr-only">
        {query.length >= 2 && found.data ? t("found", { count: articles.length }) : ""}
      </p>
      {articles.length > 0 && (
        <ul className="grid border-t border-line">
          {articles.map((article) => (
            <li key={article.variantId} className="border-b border-line">
              <button
                type="button"
                className="flex min-h-10 w-full flex-wrap items-center gap-x-4 px-2 py-2 text-left hover:bg-sunk"
                onClick={() => {
                  onPick(article.sku);
                  setTyped("");
                }}
              >
                <span className="tabular text-sm text-muted">{article.sku}</span>
                <span className="min-w-0">{article.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
