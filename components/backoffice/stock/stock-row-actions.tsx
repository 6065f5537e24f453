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
import { TransferForm } from "./transfer-form.tsx";

type StockRowActionsProps = {
  row: StockRow;
  places: readonly StockLocation[];
  mayAdjust: boolean;
  mayTransfer: boolean;
};

/** Adjust or transfer this variant; lies above the row's link. */
export function StockRowActions({ row, places, mayAdjust, mayTransfer }: StockRowActionsProps) {
  const t = useTranslations("backoffice.stock");
  const [form, setForm] = useState<"adjust" | "transfer" | null>(null);
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
          {mayAdjust && <DropdownMenuItem onSelect={() => setForm("adjust")}>{t("adjust")}</DropdownMenuItem>}
          {mayTransfer && <DropdownMenuItem onSelect={() => setForm("transfer")}>{t("transfer")}</DropdownMenuItem>}
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialog open={form !== null} onOpenChange={(open) => !open && close()}>
        {form === "adjust" && <AdjustForm row={row} places={places} onDone={close} />}
        {form === "transfer" && <TransferForm row={row} places={places} onDone={close} />}
      </Dialog>
    </span>
  );
}
