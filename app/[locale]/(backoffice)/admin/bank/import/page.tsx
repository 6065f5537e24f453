import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { ImportStatement } from "#components/backoffice/bank/import-statement.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("backoffice.bank");
  return { title: t("import") };
}

export default definePage("payments.bank.match", async () => <ImportStatement />);
