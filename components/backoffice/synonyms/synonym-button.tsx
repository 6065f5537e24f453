"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { SynonymRow } from "../dto.ts";
import { SynonymForm } from "./synonym-form.tsx";

/** Opens the form of a group: a new one, or one that exists. */
export function SynonymButton({ group }: { group?: SynonymRow }) {
  const t = useTranslations("backoffice.synonyms");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={group ? "ghost" : "primary"}
        size={group ? "sm" : "md"}
        aria-label={group && t("changeGroup", { term: group.terms[0] ?? "" })}
        onClick={() => setOpen(true)}
      >
        {group ? t("change") : t("create")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <SynonymForm group={group} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}
