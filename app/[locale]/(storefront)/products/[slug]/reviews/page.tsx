import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getReviews } from "#app/_data/reviews.ts";
import { inLanguage } from "#app/_data/seo.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { ReviewList } from "#components/storefront/review-list.tsx";
import { readReviews } from "#components/storefront/review-url.ts";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

type Props = PageProps<"/[locale]/products/[slug]/reviews">;
const limit = 10;

/** Search engines find the same words on the product's page. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const [locale, t] = [await getLocale(), await getTranslations("reviews.shown")];
  const shown = slug === "_" ? null : await getReviews(locale, slug, { sort: "helpful", limit: 4 });
  if (!shown) return {};
  const { name } = shown.product;
  return {
    title: t("titleOf", { name }),
    description: t("meta", { name }),
    alternates: { canonical: inLanguage(locale, `/products/${slug}`) },
    robots: { index: false, follow: true },
  };
}

export const generateStaticParams = () => [{ slug: "_" }];

export default function ReviewsPage(props: Props) {
  return (
    <div className="page pt-5">
      <ClientMessages nested use={["reviews.voice", "reviews.shown.helpful", "errors.reviews"]}>
        <Suspense fallback={<Skeleton className="mt-10 h-96" />}>
          <Reviews {...props} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function Reviews({ params, searchParams }: Props) {
  const [{ slug }, given] = await Promise.all([params, searchParams]);
  const asked = readReviews(given);
  const locale = await getLocale();
  const shown = slug === "_" ? null : await getReviews(locale, slug, { ...asked, limit });
  if (!shown) notFound();
  const [t, actions] = [await getTranslations("reviews.shown"), await getTranslations("common.actions")];
  const { name } = shown.product;
  return (
    <>
      <Breadcrumb
        items={[
          { label: actions("homeShort"), href: "/" },
          { label: name, href: `/products/${slug}` },
          { label: t("title") },
        ]}
      />
      <h1 className="display mt-8 mb-10 text-[clamp(2.25rem,4.4vw,4rem)]">{t("titleOf", { name })}</h1>
      <ReviewList shown={shown} asked={asked} />
    </>
  );
}
