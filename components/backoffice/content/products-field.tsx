"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** Products picked one by one, in the order in which they were. */
export function ProductsField({ ids, onPick }: { ids: readonly string[]; onPick: (ids: string[]) => void }) {
  const t = useTranslations("content.blocks");
  const trpc = useTRPC();
  const locale = useLocale();
  const [words, setWords] = useState("");
  const query = useDeferredValue(words.trim());
  const picked = useQuery(
    trpc.shop.catalogue.cards.queryOptions(
      { ids: [...ids] },
      { enabled: ids.length > 0, placeholderData: (before) => before },
    ),
  );
  const found = useQuery(trpc.admin.products.list.queryOptions({ query, limit: 8 }, { enabled: query.length > 1 }));
  const nameOf = (id: string) => picked.data?.find((card) => card.id === id)?.name ?? id;
  const others = query.length > 1 ? (found.data?.items.filter((product) => !ids.includes(product.id)) ?? []) : [];
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("picked")}</legend>
      {ids.length > 0 && (
        <ol className="flex flex-wrap gap-2">
          {ids.map((id) => (
            <li key={id} className="inline-flex min-h-8 items-center gap-1 rounded-control border border-line pl-2.5">
              {nameOf(id)}
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("removeProduct", { name: nameOf(id) })}
                onClick={() => onPick(ids.filter((other) => other !== id))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ol>
      )}
      <Field label={t("searchProducts")} hideLabel>
        {(control) => (
          <Input
            {...control}
            type="search"
            lang={locale}
            maxLength={80}
            placeholder={t("searchProducts")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      {others.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {others.map((product) => (
            <li key={product.id}>
              <Button
                size="sm"
                disabled={ids.length >= 12}
                aria-label={t("addProduct", { name: product.name })}
                onClick={() => {
                  onPick([...ids, product.id]);
                  setWords("");
                }}
              >
                {product.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
