"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

/** Prints the page: its print styles are the picking slip. */
export function PrintButton() {
  const t = useTranslations("backoffice.delivery");
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden />
      {t("print")}
    </Button>
  );
}
