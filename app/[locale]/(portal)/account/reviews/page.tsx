import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { definePage } from "#app/_page/define-page.tsx";
import { PageHeading } from "#components/portal/page-heading.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { ReviewDesk } from "#components/portal/review-desk.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("reviews");

export default definePage(
  "account.review.own",
  async ({ api }) => {
    const [t, own] = [await getTranslations("reviews.own"), await api.account.reviews.list()];
    return (
      <div className="grid gap-8">
        <PageHeading title={t("title")} text={t("lead")} />
        <ClientMessages nested use={["reviews.own", "reviews.form", "reviews.shown.given"]}>
          <ReviewDesk source="account" initial={own} />
        </ClientMessages>
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
