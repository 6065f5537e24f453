import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { QuoteForm } from "#components/backoffice/quotes/quote-form.tsx";
import { PageHeader } from "#components/backoffice/shared/page-header.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("quotes");

export default definePage("quotes.quote.write", async () => {
  const t = await getTranslations("backoffice.quotes");
  return (
    <>
      <PageHeader trail={[{ label: t("title"), href: "/admin/quotes" }]} title={t("create")} />
      <QuoteForm />
    </>
  );
});
