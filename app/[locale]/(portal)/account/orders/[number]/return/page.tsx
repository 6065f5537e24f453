import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { ownOrder } from "#app/_page/own-order.ts";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";
import { ReturnForm } from "#components/portal/returns/return-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal.sendBack"))("title") };
}

export default definePage<{ locale: string; number: string }>(
  "account.order.own",
  async ({ api, params }) => {
    const [{ number }, t] = [await ownOrder(api, params.number), await getTranslations("portal.sendBack")];
    const options = await api.shop.orderReturns.options({ number });
    return (
      <div className="grid gap-8">
        <PageHeading title={t("title")} text={t("intro", { number })} />
        <ReturnForm options={options} source={{ number }} />
      </div>
    );
  },
  { fallback: <OrderSkeleton /> },
);
