"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { SupplyRow } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { focusFirstField } from "../shared/focus-first-field.ts";
import { useCommand } from "../shared/use-command.ts";
import { ReceiveForm } from "./receive-form.tsx";
import { SupplyForm } from "./supply-form.tsx";

/** What can become of goods on their way: they come, come later, or not at all. */
export function SupplyActions({ row }: { row: SupplyRow }) {
  const t = useTranslations("backoffice.supplies");
  const [form, setForm] = useState<"receive" | "change" | "cancel" | null>(null);
  const close = () => setForm(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" className="size-7" aria-label={t("actionsOf", { sku: row.sku })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setForm("receive")}>{t("receive")}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setForm("change")}>{t("change")}</DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setForm("cancel")}>{t("cancelSupply")}</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Dialog open={form !== null} onOpenChange={(open) => !open && close()}>
        {form === "receive" && <ReceiveForm row={row} onDone={close} />}
        {form === "change" && <SupplyForm supply={row} of={row} onDone={close} />}
        {form === "cancel" && <CancelForm row={row} onDone={close} />}
      </Dialog>
    </>
  );
}

function CancelForm({ row, onDone }: { row: SupplyRow; onDone: () => void }) {
  const t = useTranslations("backoffice.supplies");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.supplies.cancel.mutationOptions(), {
    done: t("cancelled", { sku: row.sku }),
    onDone,
  });
  return (
    <DialogContent
      onOpenAutoFocus={focusFirstField}
      title={t("cancelTitle", { sku: row.sku })}
      description={t("cancelText", { count: row.waiting })}
    >
      <CommandError command={command} />
      <DialogActions>
        <DialogClose asChild>
          <Button data-autofocus>{t("keep")}</Button>
        </DialogClose>
        <Button variant="danger" busy={command.busy} onClick={() => command.run({ id: row.id, version: row.version })}>
          {t("cancelConfirm")}
        </Button>
      </DialogActions>
    </DialogContent>
  );
}
