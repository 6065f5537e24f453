import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "../shared/page-header.tsx";

/** The home page as it is arranged, under a line that says that shoppers see less. */
export function PreviewFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("content.blocks");
  return (
    <>
      <PageHeader trail={[{ label: t("back"), href: "/admin/home-page" }]} title={t("preview")} />
      <p className="mb-4 max-w-[70ch] text-muted">{t("previewText")}</p>
      <div className="overflow-hidden border border-line bg-paper pb-16">{children}</div>
    </>
  );
}
