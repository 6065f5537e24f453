import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { definePage } from "#app/_page/define-page.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { WishlistPage } from "#components/storefront/wishlist-page.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("wishlist");

export default definePage(
  "account.wishlist.own",
  async () => {
    const t = await getTranslations("storefront.wishlist");
    return (
      <div className="grid gap-6">
        <PageHeading title={t("title")} text={t("lead")} />
        <ClientMessages nested use={["storefront.wishlist", "storefront.stock"]}>
          <WishlistPage />
        </ClientMessages>
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
