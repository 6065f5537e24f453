import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { PaymentReturn } from "#components/storefront/payment-return.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout.return");
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" };
}

export default function ReturnPage() {
  return (
    <div className="page min-h-[60vh] pt-14 lg:pt-20">
      <ClientMessages nested use={["checkout.return"]}>
        <Suspense fallback={null}>
          <PaymentReturn />
        </Suspense>
      </ClientMessages>
    </div>
  );
}
