"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { AttributeRow } from "../dto.ts";
import { AttributeForm } from "./attribute-form.tsx";

/** Opens the form of an attribute: a new one, or one that exists. */
export function AttributeButton({ attribute, name = "" }: { attribute?: AttributeRow; name?: string }) {
  const t = useTranslations("backoffice.attributes");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={attribute ? "ghost" : "primary"}
        size={attribute ? "sm" : "md"}
        aria-label={attribute && t("changeOne", { name })}
        onClick={() => setOpen(true)}
      >
        {attribute ? t("change") : t("create")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <AttributeForm attribute={attribute} name={name} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}
