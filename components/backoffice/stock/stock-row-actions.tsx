"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { StockLocation, StockRow } from "../dto.ts";
import { AdjustForm } from "./adjust-form.tsx";
import { PolicyDialog } from "./policy-form.tsx";
import { SupplyForm } from "./supply-form.tsx";
import { TransferForm } from "./transfer-form.tsx";

/** What the reader may do with stock. */
export type StockRights = { adjust: boolean; transfer: boolean; supply: boolean; policy: boolean };

type StockRowActionsProps = {
  row: StockRow;
  places: readonly StockLocation[];
  may: StockRights;
};

/** Adjust, transfer, announce goods or set the terms of this variant; lies above the row's link. */
export function StockRowActions({ row, places, may }: StockRowActionsProps) {
  const t = useTranslations("backoffice.stock");
  const [form, setForm] = useState<keyof StockRights | null>(null);
  const close = () => setForm(null);
  return (
    <span className="relative z-10">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" className="size-7" aria-label={t("actionsOf", { sku: row.sku })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {(["adjust", "transfer", "supply", "policy"] as const).map(
            (each) =>
              may[each] && (
                <DropdownMenuItem key={each} onSelect={() => setForm(each)}>
                  {t(each)}
                </DropdownMenuItem>
              ),
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialog open={form !== null} onOpenChange={(open) => !open && close()}>
        {form === "adjust" && <AdjustForm row={row} places={places} onDone={close} />}
        {form === "transfer" && <TransferForm row={row} places={places} onDone={close} />}
        {form === "supply" && <SupplyForm of={row} places={places} onDone={close} />}
        {form === "policy" && <PolicyDialog row={row} onDone={close} />}
      </Dialog>
    </span>
  );
}
