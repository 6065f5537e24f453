"use client";

import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { QuantityInput } from "../deliveries/quantity-input.tsx";
import type { OrderDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";

export type Added = { variantId: string; name: string; description: string | null; uom: string; quantity: number };

type EditLinesProps = {
  order: OrderDetail;
  quantities: Readonly<Record<string, number>>;
  onQuantity: (lineId: string, quantity: number) => void;
  added: readonly Added[];
  onAdded: (added: readonly Added[]) => void;
};

/** The ordered lines with their quantities, the added ones, and the search for more. */
export function EditLines({ order, quantities, onQuantity, added, onAdded }: EditLinesProps) {
  const t = useTranslations("backoffice.edit");
  const set = (variantId: string, quantity: number) =>
    onAdded(
      added.map((one) => (one.variantId === variantId ? { ...one, quantity } : one)).filter((one) => one.quantity > 0),
    );
  return (
    <>
      <ul className="grid divide-y divide-line">
        {order.lines
          .filter((line) => line.kind === "product")
          .map((line) => {
            const quantity = quantities[line.id] ?? line.quantity;
            return (
              <li key={line.id} className="flex flex-wrap items-center gap-3 py-2">
                <MediaThumb mediaKey={line.media?.key} />
                <span className="min-w-40 flex-1">
                  <span className={quantity === 0 ? "font-medium text-muted line-through" : "font-medium"}>
                    {line.name}
                  </span>
                  <span className="block text-xs text-muted">
                    {[line.description, line.sku].filter(Boolean).join(" · ")}
                  </span>
                </span>
                <Amount value={line.unitPrice} className="text-muted max-sm:hidden" />
                <QuantityInput
                  value={quantity}
                  max={9_999}
                  uom={line.uom}
                  of={line.name}
                  disabled={line.refunded > 0}
                  onChange={(next) => onQuantity(line.id, next)}
                />
                <Button
                  size="icon"
                  variant="ghost"
                  aria-label={t("takeOut", { name: line.name })}
                  disabled={quantity === 0 || line.refunded > 0}
                  onClick={() => onQuantity(line.id, 0)}
                >
                  <Trash2 aria-hidden className="size-4" />
                </Button>
              </li>
            );
          })}
        {added.map((one) => (
          <li key={one.variantId} className="flex flex-wrap items-center gap-3 py-2">
            <span className="min-w-40 flex-1">
              <span className="font-medium">{one.name}</span>
              <span className="block text-xs text-muted">
                {[t("new"), one.description].filter(Boolean).join(" · ")}
              </span>
            </span>
            <QuantityInput
              value={one.quantity}
              max={9_999}
              uom={one.uom}
              of={one.name}
              onChange={(quantity) => set(one.variantId, quantity)}
            />
            <Button
              size="icon"
              variant="ghost"
              aria-label={t("takeOut", { name: one.name })}
              onClick={() => set(one.variantId, 0)}
            >
              <Trash2 aria-hidden className="size-4" />
            </Button>
          </li>
        ))}
      </ul>
      <ArticleSearch
        number={order.number}
        onAdd={(article) => {
          const known = added.find((one) => one.variantId === article.variantId);
          if (known) set(article.variantId, known.quantity + 1);
          else onAdded([...added, { ...article, quantity: 1 }]);
        }}
      />
    </>
  );
}

function ArticleSearch({ number, onAdd }: { number: string; onAdd: (article: Omit<Added, "quantity">) => void }) {
  const t = useTranslations("backoffice.edit");
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const found = useQuery(
    trpc.admin.orders.findArticles.queryOptions({ number, query }, { enabled: query.length >= 2 }),
  );
  return (
    <div className="grid gap-2">
      <Field label={t("add")} hint={t("addHint")} className="max-w-sm">
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        )}
      </Field>
      {query.length >= 2 && found.data && (
        <ul className="grid divide-y divide-line border-y border-line" aria-label={t("found")} aria-live="polite">
          {found.data.length === 0 && <li className="py-2 text-muted">{t("nothingFound")}</li>}
          {found.data.map((article) => (
            <li key={article.variantId} className="flex flex-wrap items-center gap-3 py-1.5">
              <span className="min-w-40 flex-1">
                {article.name}
                <span className="block text-xs text-muted">
                  {[article.description, article.sku, t("available", { count: article.available })]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
              <Amount value={article.price} />
              <Button size="sm" disabled={article.available <= 0} onClick={() => onAdd(article)}>
                {t("addOne")}
                <span className="sr-only"> {article.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
