"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { numberFormat } from "#server/kernel/formats.ts";
import type { Store } from "#server/modules/stock/contract-stores.ts";
import { chooseStore, useMyStore } from "./my-store.ts";
import { OpeningHours } from "./opening-hours.tsx";
import { useStockWords } from "./stock-words.ts";
import { useDayWords } from "./use-day-words.ts";

type Near = { near?: string; latitude?: number; longitude?: number };

/** About a kilometre: nobody needs to know more of where a visitor is to sort some stores. */
const coarse = (degrees: number) => Math.round(degrees * 100) / 100;

type StoreListProps = {
  /** The article whose stock is told. */
  variantId?: string;
  /** Called when the visitor has chosen. */
  onChosen?: () => void;
};

/** The stores with address, hours, distance and stock. What the visitor chooses is kept in this browser. */
export function StoreList({ variantId, onChosen }: StoreListProps) {
  const t = useTranslations("stores");
  const message = useErrorMessage();
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [near, setNear] = useState<Near>({});
  const [position, setPosition] = useState<"idle" | "asking" | "refused">("idle");
  const { data, error } = useQuery(
    trpc.shop.stores.list.queryOptions(
      { ...near, ...(variantId && { variantId }) },
      { placeholderData: keepPreviousData, staleTime: 30_000 },
    ),
  );
  const find = (event: FormEvent) => {
    event.preventDefault();
    setPosition("idle");
    setNear(text.trim() ? { near: text.trim() } : {});
  };
  const locate = () => {
    setPosition("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setPosition("idle");
        setText("");
        setNear({ latitude: coarse(coords.latitude), longitude: coarse(coords.longitude) });
      },
      () => setPosition("refused"),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  };
  const said =
    position === "asking"
      ? t("locating")
      : position === "refused"
        ? t("noPosition")
        : data && !data.found
          ? t("unknown")
          : data?.stores.some((store) => store.km !== null)
            ? t("sorted")
            : "";
  return (
    <div className="grid gap-6">
      <form onSubmit={find} className="grid gap-3">
        <div className="flex flex-wrap items-end gap-2">
          <Field label={t("near")} hint={t("nearHint")} className="min-w-0 grow basis-48">
            {(control) => (
              <Input
                {...control}
                name="near"
                autoComplete="postal-code"
                maxLength={60}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit">{t("find")}</Button>
          <Button type="button" variant="ghost" busy={position === "asking"} onClick={locate}>
            {t("locate")}
          </Button>
        </div>
        <p role="status" className="min-h-6 text-sm text-muted">
          {said}
        </p>
      </form>
      {error && <Alert tone="danger">{message(error)}</Alert>}
      {data ? (
        <ul className="grid gap-0">
          {data.stores.map((store) => (
            <StoreItem key={store.code} store={store} onChosen={onChosen} />
          ))}
        </ul>
      ) : (
        !error && <Skeleton className="h-72" />
      )}
    </div>
  );
}

function StoreItem({ store, onChosen }: { store: Store; onChosen: (() => void) | undefined }) {
  const t = useTranslations("stores");
  const locale = useLocale();
  const words = useStockWords();
  const day = useDayWords();
  const mine = useMyStore() === store.code;
  const { stock, collect } = store;
  const stockText =
    stock && words.place({ code: store.code, name: store.name, kind: "store", city: store.city, ...stock });
  return (
    <li className="grid gap-3 border-t border-line py-5 first:border-0 first:pt-0" data-store={store.code}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="display text-2xl">{store.name}</h3>
        {store.km !== null && (
          <p className="tabular text-sm text-muted">
            {t("distance", { km: numberFormat(locale, {}).format(store.km) })}
          </p>
        )}
      </div>
      <p className="text-[0.9375rem]">
        {store.line1}, {store.postcode} {store.city}
      </p>
      {stock && (
        <p className={stock.band === "none" ? "text-[0.9375rem] text-muted" : "text-[0.9375rem] font-medium"}>
          {stock.band === "none"
            ? t("none")
            : collect
              ? t("inStock", { stock: stockText ?? "", day: day(collect.on) })
              : t("inStockOnly", { stock: stockText ?? "" })}
        </p>
      )}
      <OpeningHours store={store} />
      {mine ? (
        <p className="flex flex-wrap items-center gap-x-4 text-[0.9375rem]">
          <span className="font-medium text-accent">{t("picked")}</span>
          <Button variant="link" className="min-h-6 text-muted" onClick={() => chooseStore(null)}>
            {t("forget")}
          </Button>
        </p>
      ) : (
        <Button
          size="sm"
          className="w-fit"
          onClick={() => {
            chooseStore(store.code);
            onChosen?.();
          }}
        >
          {t("pick")}
          <span className="sr-only"> ({store.name})</span>
        </Button>
      )}
    </li>
  );
}
