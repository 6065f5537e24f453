"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { BrandName, MakerRow } from "../dto.ts";
import { MakerForm } from "./maker-form.tsx";

/** Opens the form of a maker: a new one, or one that exists. */
export function MakerButton({ maker, brands }: { maker?: MakerRow; brands: readonly BrandName[] }) {
  const t = useTranslations("backoffice.makers");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={maker ? "ghost" : "primary"}
        size={maker ? "sm" : "md"}
        aria-label={maker && t("changeOne", { name: maker.name })}
        onClick={() => setOpen(true)}
      >
        {maker ? t("change") : t("create")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <MakerForm maker={maker} brands={brands} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}
