import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { AddressBook } from "#components/portal/address-book.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("addresses");

export default definePage(
  "account.address.own",
  async ({ api }) => {
    const [t, addresses, countries] = await Promise.all([
      getTranslations("portal.addresses"),
      api.account.addresses.list(),
      api.shop.checkout.countries(),
    ]);
    return (
      <div className="grid gap-6">
        <PageHeading title={t("title")} text={t("text")} />
        <AddressBook initial={addresses} countries={countries} />
      </div>
    );
  },
  { fallback: <ListSkeleton rows={2} /> },
);
