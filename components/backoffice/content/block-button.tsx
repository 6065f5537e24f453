"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { HomeBlock } from "../dto.ts";
import { useCommand } from "../shared/use-command.ts";
import { BlockForm } from "./block-form.tsx";
import type { CategoryChoice } from "./block-settings-fields.tsx";

type BlockButtonProps = { block?: HomeBlock; title?: string; categories: readonly CategoryChoice[] };

/** Opens the form of a block: a new one, or one that exists. */
export function BlockButton({ block, title = "", categories }: BlockButtonProps) {
  const t = useTranslations("content.blocks");
  const [open, setOpen] = useState(false);
  const name = block ? t("editNamed", { title }) : t("add");
  return (
    <>
      <Button
        variant={block ? "ghost" : "primary"}
        size={block ? "sm" : "md"}
        aria-label={block && name}
        onClick={() => setOpen(true)}
      >
        {block ? t("edit") : t("add")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <BlockForm block={block} categories={categories} title={name} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

/** Up and down among the others. */
export function MoveButtons({ id, title, first, last }: { id: string; title: string; first: boolean; last: boolean }) {
  const t = useTranslations("content.blocks");
  const trpc = useTRPC();
  const move = useCommand(trpc.admin.homePage.move.mutationOptions());
  return (
    <span className="flex">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("up", { title })}
        disabled={first}
        busy={move.busy}
        onClick={() => move.run({ id, by: -1 })}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("down", { title })}
        disabled={last}
        busy={move.busy}
        onClick={() => move.run({ id, by: 1 })}
      >
        <ArrowDown aria-hidden />
      </Button>
    </span>
  );
}
