"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { DeliveryPromise } from "#server/modules/fulfilment/contract.ts";
import { useMyStore } from "./my-store.ts";
import { useStockWords } from "./stock-words.ts";
import { useDayWords } from "./use-day-words.ts";
import type { StockRow } from "./use-live-stock.ts";

const StoreDialog = dynamic(() => import("./store-dialog.tsx").then((m) => m.StoreDialog), { ssr: false });

type CollectPromiseProps = {
  variantId: string;
  row: StockRow | undefined;
  collect: DeliveryPromise["collect"] | undefined;
};

/** "Collect today at Comptoir de Paris: 3 left." The visitor's own store first, then the one that is ready soonest. */
export function CollectPromise({ variantId, row, collect }: CollectPromiseProps) {
  const t = useTranslations("stores");
  const words = useStockWords();
  const day = useDayWords();
  const mine = useMyStore();
  const [open, setOpen] = useState(false);
  const stores = row?.locations.filter((place) => place.kind === "store") ?? [];
  const own = collect?.find((store) => store.code === mine);
  const stock = (code: string) => stores.find((store) => store.code === code && store.band !== "none");
  const ready = (collect ?? []).filter((one) => one.on !== null && stock(one.code));
  const [soonest] = ready.toSorted((a, b) => String(a.on).localeCompare(String(b.on)));
  const at = own ? ready.find((one) => one.code === own.code) : soonest;
  const place = at && stock(at.code);
  return (
    <div className="min-h-12" data-testid="collect">
      {row && collect && (
        <p>
          {at?.on && place
            ? t("collect", { day: day(at.on), store: at.name, stock: words.place(place) })
            : own
              ? t("notHere", { store: own.name })
              : t("nowhere")}{" "}
          <Button variant="link" className="min-h-6 text-muted" onClick={() => setOpen(true)}>
            {own ? t("change") : t("choose")}
          </Button>
        </p>
      )}
      {open && <StoreDialog variantId={variantId} onClose={() => setOpen(false)} />}
    </div>
  );
}
