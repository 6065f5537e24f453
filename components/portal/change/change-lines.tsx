"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Photo } from "#components/storefront/photo.tsx";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Price } from "#components/ui/price.tsx";
import { QuantityStepper } from "#components/ui/quantity-stepper.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { OrderSource } from "../document-href.ts";

export type Added = { variantId: string; name: string; description: string | null; quantity: number };

type ChangeLinesProps = {
  order: OrderDetail;
  source: OrderSource;
  quantities: Readonly<Record<string, number>>;
  onQuantity: (lineId: string, quantity: number) => void;
  added: readonly Added[];
  onAdded: (added: readonly Added[]) => void;
};

/** What was ordered, with its quantities, and what comes on top. Nothing here is sold at a price of the page's. */
export function ChangeLines({ order, source, quantities, onQuantity, added, onAdded }: ChangeLinesProps) {
  const t = useTranslations("portal.order.change");
  const set = (variantId: string, quantity: number) =>
    onAdded(
      added.map((one) => (one.variantId === variantId ? { ...one, quantity } : one)).filter((one) => one.quantity > 0),
    );
  const add = (article: Omit<Added, "quantity">) => {
    const known = added.find((one) => one.variantId === article.variantId);
    if (known) set(article.variantId, known.quantity + 1);
    else onAdded([...added, { ...article, quantity: 1 }]);
  };
  return (
    <div className="grid gap-6">
      <ul className="grid divide-y divide-line border-y border-line">
        {order.lines
          .filter((line) => line.kind === "product")
          .map((line) => {
            const quantity = quantities[line.id] ?? line.quantity;
            return (
              <Row
                key={line.id}
                name={line.name}
                note={quantity === 0 ? t("takenOut") : line.description}
                media={line.media}
                gone={quantity === 0}
              >
                {Number.isInteger(line.quantity) && line.refunded === 0 ? (
                  <QuantityStepper
                    value={quantity}
                    min={0}
                    of={[line.name, line.description].filter(Boolean).join(", ")}
                    onChange={(next) => onQuantity(line.id, next)}
                  />
                ) : (
                  <span className="tabular text-muted">{line.quantity}</span>
                )}
              </Row>
            );
          })}
        {added.map((one) => (
          <Row key={one.variantId} name={one.name} note={[t("new"), one.description].filter(Boolean).join(" · ")}>
            <QuantityStepper
              value={one.quantity}
              min={0}
              of={[one.name, one.description].filter(Boolean).join(", ")}
              onChange={(quantity) => set(one.variantId, quantity)}
            />
          </Row>
        ))}
      </ul>
      <ArticleSearch source={source} onAdd={add} />
    </div>
  );
}

type RowProps = {
  name: string;
  note: string | null;
  media?: OrderDetail["lines"][number]["media"];
  gone?: boolean;
  children: React.ReactNode;
};

const Row = ({ name, note, media, gone, children }: RowProps) => (
  <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
    {media && (
      <span className={cn("size-14 shrink-0 overflow-hidden rounded-control bg-tile", gone && "opacity-50")}>
        <Photo media={media} sizes="56px" decorative />
      </span>
    )}
    <span className="grid min-w-36 flex-1 leading-snug">
      <span className={cn("text-pretty", gone && "text-muted line-through")}>{name}</span>
      {note && <span className="text-sm text-muted">{note}</span>}
    </span>
    {children}
  </li>
);

function ArticleSearch({ source, onAdd }: { source: OrderSource; onAdd: (article: Omit<Added, "quantity">) => void }) {
  const t = useTranslations("portal.order.change");
  const api = useTRPC();
  const [text, setText] = useState("");
  const query = useDebounced(text.trim(), 200);
  const found = useQuery(
    api.shop.orderChanges.articles.queryOptions({ ...source, query }, { enabled: query.length >= 2 }),
  );
  return (
    <div className="grid gap-3">
      <Field label={t("add")} hint={t("addHint")} className="max-w-md">
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            maxLength={60}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        )}
      </Field>
      <p role="status" className="text-sm text-muted">
        {query.length >= 2 && found.data ? t("found", { count: found.data.length }) : ""}
      </p>
      {query.length >= 2 && found.data && found.data.length > 0 && (
        <ul className="grid divide-y divide-line border-y border-line" aria-label={t("foundList")}>
          {found.data.map(({ variantId, name, description, price, sellable }) => (
            <li key={variantId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
              <span className="min-w-36 flex-1 leading-snug">
                {name}
                {description && <span className="block text-sm text-muted">{description}</span>}
              </span>
              <Price amount={price} />
              <Button size="sm" disabled={!sellable} onClick={() => onAdd({ variantId, name, description })}>
                {t(sellable ? "addOne" : "soldOut")}
                <span className="sr-only">
                  {" "}
                  {name} {description}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
