import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getFirstAnswers } from "#app/_data/checkout.ts";
import { getKnownCustomer } from "#app/_data/customer.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { CheckoutForm } from "#components/storefront/checkout-form.tsx";
import { CheckoutSkeleton } from "#components/storefront/checkout-states.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout");
  return { title: t("title"), robots: { index: false } };
}

export default async function CheckoutPage() {
  const t = await getTranslations("checkout");
  return (
    <div className="page pt-10 lg:pt-14">
      <div className="mb-10 flex flex-wrap items-baseline justify-between gap-4">
        <h1 className="display text-[clamp(2.75rem,5vw,4.5rem)]">{t("title")}</h1>
        <p className="text-sm text-muted">{t("required")}</p>
      </div>
      <ClientMessages nested use={["checkout", "consent.cart_reminder", "stores"]}>
        <Suspense fallback={<CheckoutSkeleton />}>
          <Checkout />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function Checkout() {
  const customer = await getKnownCustomer();
  return <CheckoutForm customer={customer} first={await getFirstAnswers(customer)} />;
}
