import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { AskForm } from "#components/help/ask-form.tsx";
import { BackLink } from "#components/portal/back-link.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("help");

const one = (value: string | string[] | undefined) => [value].flat()[0]?.slice(0, 120) || undefined;

export default definePage(
  "account.ticket.own",
  async ({ searchParams }) => {
    const t = await getTranslations("portal.help");
    const [order, product] = [one(searchParams.order)?.slice(0, 40), one(searchParams.product)];
    return (
      <div className="grid gap-8">
        <div className="grid gap-4">
          <BackLink href="/account/help">{t("title")}</BackLink>
          <PageHeading title={t("ask")} text={order ? t("aboutOrder", { number: order }) : t("askText")} />
        </div>
        <AskForm
          as="customer"
          orderNumber={order}
          product={product}
          category={order ? "order" : product ? "product" : "other"}
        />
      </div>
    );
  },
  { fallback: <ListSkeleton rows={2} /> },
);
