import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { ownOrder } from "#app/_page/own-order.ts";
import { ClaimForm } from "#components/portal/claims/claim-form.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { OrderSkeleton } from "#components/portal/portal-skeletons.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("portal.claims"))("newTitle") };
}

export default definePage<{ locale: string; number: string }>(
  "account.order.own",
  async ({ api, params }) => {
    const [{ number }, t] = [await ownOrder(api, params.number), await getTranslations("portal.claims")];
    const options = await api.shop.orderClaims.options({ number });
    return (
      <div className="grid gap-8">
        <PageHeading title={t("newTitle")} text={t("intro", { number })} />
        <ClaimForm options={options} source={{ number }} />
      </div>
    );
  },
  { fallback: <OrderSkeleton /> },
);
