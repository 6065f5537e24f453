import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getArticles } from "#app/_data/content.ts";
import { alternates, sharing } from "#app/_data/seo.ts";
import { breadcrumbGraph, jsonLd } from "#app/_data/structured-data.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { ArticleCard } from "#components/storefront/article-card.tsx";
import { JsonLd } from "#components/storefront/json-ld.tsx";
import { GridSkeleton } from "#components/storefront/list-skeleton.tsx";

const path = "/journal";
const perPage = 9;

export async function generateMetadata(): Promise<Metadata> {
  const [t, shop, locale] = [
    await getTranslations("content.shop"),
    await getTranslations("common.shop"),
    await getLocale(),
  ];
  const card = { title: t("title"), description: t("lead"), siteName: shop("name") };
  return {
    title: t("title"),
    description: t("lead"),
    alternates: alternates(locale, path),
    ...sharing(locale, path, card),
  };
}

type Props = PageProps<"/[locale]/journal">;

/** The journal, newest first. */
export default async function JournalPage({ searchParams }: Props) {
  const t = await getTranslations("content.shop");
  const actions = await getTranslations("common.actions");
  const locale = await getLocale();
  const steps = [
    { name: actions("homeShort"), path: "/" },
    { name: t("title"), path },
  ];
  return (
    <div className="page pt-10 lg:pt-16">
      <JsonLd text={jsonLd(breadcrumbGraph(steps, locale))} />
      <header className="mb-10 flex flex-wrap items-end justify-between gap-x-10 gap-y-3 lg:mb-14">
        <div>
          <h1 className="display text-[clamp(3rem,5.5vw,5rem)]">{t("title")}</h1>
          <p className="mt-2 max-w-[48ch] text-[1.0625rem] text-muted text-pretty">{t("lead")}</p>
        </div>
        <a href={`/feeds/journal-${locale}.xml`} className="underlined inline-flex min-h-8 items-center text-sm">
          {t("feed")}
        </a>
      </header>
      <Suspense fallback={<GridSkeleton className="md:grid-cols-3" tiles={3} />}>
        <Articles searchParams={searchParams} />
      </Suspense>
    </div>
  );
}

async function Articles({ searchParams }: Pick<Props, "searchParams">) {
  await connection();
  const { cursor } = await searchParams;
  const [locale, t] = [await getLocale(), await getTranslations("content.shop")];
  const page = await getArticles(locale, typeof cursor === "string" ? cursor.slice(0, 400) : undefined, perPage);
  if (page.items.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <>
      <ul className="grid gap-x-5 gap-y-14 md:grid-cols-2 lg:grid-cols-3">
        {page.items.map((article, i) => (
          <li key={article.id}>
            <ArticleCard article={article} heading="h2" priority={i === 0} />
          </li>
        ))}
      </ul>
      {page.nextCursor && (
        <p className="mt-14 text-center">
          <Link
            href={`${path}?cursor=${encodeURIComponent(page.nextCursor)}`}
            prefetch={false}
            className="underlined inline-flex min-h-11 items-center"
          >
            {t("older")}
          </Link>
        </p>
      )}
    </>
  );
}
