import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getArticle, getArticles } from "#app/_data/content.ts";
import { inLanguage, journalFeedOf, sharing } from "#app/_data/seo.ts";
import { articleGraph, breadcrumbGraph, jsonLd } from "#app/_data/structured-data.ts";
import { formatterOf } from "#app/_i18n/formatter.ts";
import { ArticleCard, Byline } from "#components/storefront/article-card.tsx";
import { JsonLd } from "#components/storefront/json-ld.tsx";
import { MarkedText } from "#components/storefront/marked-text.tsx";
import { Photo } from "#components/storefront/photo.tsx";
import { ProductGrid, ProductTile } from "#components/storefront/product-tile.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { siteUrl } from "#server/api/site.ts";

/** Pages are made on their first visit: the build has no database. "_" stands for "none". */
export const generateStaticParams = () => [{ slug: "_" }];

const nothing = { movedTo: null, article: null, products: [] };
const find = async (slug: string) => (slug === "_" ? nothing : getArticle(await getLocale(), slug));
const pathOf = (slug: string) => `/journal/${slug}`;

type Props = PageProps<"/[locale]/journal/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { article } = await find((await params).slug);
  if (!article) return {};
  const [locale, t] = [await getLocale(), await getTranslations("common.shop")];
  const path = pathOf(article.slug);
  const { photo } = article;
  const image = photo && {
    url: `${siteUrl()}/media/${photo.key}`,
    width: photo.width ?? 1600,
    height: photo.height ?? 1200,
  };
  const shared = { title: article.title, description: article.lead, siteName: t("name"), ...(image && { image }) };
  return {
    title: article.title,
    description: article.lead,
    alternates: {
      canonical: inLanguage(locale, path),
      languages: Object.fromEntries(article.languages.map((l) => [l, inLanguage(l, path)])),
      types: journalFeedOf(locale),
    },
    ...sharing(locale, path, shared),
  };
}

export default function ArticlePage({ params }: Props) {
  return (
    <Suspense fallback={<ArticleSkeleton />}>
      <Shown params={params} />
    </Suspense>
  );
}

async function Shown({ params }: Pick<Props, "params">) {
  const { slug } = await params;
  const { article, movedTo, products } = await find(slug);
  const locale = await getLocale();
  if (movedTo) permanentRedirect(inLanguage(locale, pathOf(movedTo)));
  if (!article) notFound();
  const [t, actions, format] = [
    await getTranslations("content.shop"),
    await getTranslations("common.actions"),
    formatterOf(await getLocale()),
  ];
  const steps = [
    { name: actions("homeShort"), path: "/" },
    { name: t("title"), path: "/journal" },
    { name: article.title, path: pathOf(slug) },
  ];
  const shop = (await getTranslations("common.shop"))("name");
  const changed = article.updatedAt.slice(0, 10) > article.publishedAt.slice(0, 10);
  return (
    <>
      <JsonLd text={jsonLd(articleGraph(article, shop, locale), breadcrumbGraph(steps, locale))} />
      <article>
        <div className="page pt-5">
          <Breadcrumb items={steps.map(({ name, path }, i) => ({ label: name, ...(i < 2 && { href: path }) }))} />
          <header className="mx-auto mt-8 grid max-w-[56rem] justify-items-center gap-4 text-center lg:mt-14">
            <Byline article={article} />
            <h1 className="display text-[clamp(2.75rem,5.6vw,5rem)] leading-[1.02] text-balance">{article.title}</h1>
            {article.lead && <p className="max-w-[52ch] text-lg text-muted text-pretty">{article.lead}</p>}
          </header>
        </div>
        {article.photo && (
          <div className="mx-auto mt-10 aspect-[4/3] max-w-[90rem] overflow-hidden bg-tile md:aspect-[2/1] lg:mt-14">
            <Photo media={article.photo} sizes="(min-width: 1440px) 1440px, (min-width: 768px) 100vw, 134vw" priority />
          </div>
        )}
        <div className="mx-auto max-w-[46rem] px-[clamp(1rem,4vw,4rem)] py-12 text-[1.125rem] leading-[1.7] lg:py-16">
          <MarkedText
            text={article.body}
            products={(slugs) => {
              const shown = products.filter((product) => slugs.includes(product.slug));
              return shown.length > 0 ? (
                <ProductGrid className="mt-10 mb-12 text-base leading-normal md:grid-cols-2 lg:grid-cols-2">
                  {shown.map((product) => (
                    <li key={product.id}>
                      <ProductTile product={product} sizes="(min-width: 768px) 340px, 46vw" still />
                    </li>
                  ))}
                </ProductGrid>
              ) : null;
            }}
          />
          {changed && (
            <p className="mt-12 text-sm text-muted">
              {t("updated", { date: format.dateTime(new Date(article.updatedAt), { dateStyle: "long" }) })}
            </p>
          )}
        </div>
      </article>
      <Suspense fallback={null}>
        <MoreArticles not={article.id} />
      </Suspense>
    </>
  );
}

async function MoreArticles({ not }: { not: string }) {
  const t = await getTranslations("content.shop");
  const { items } = await getArticles(await getLocale(), undefined, 4);
  const others = items.filter((article) => article.id !== not).slice(0, 3);
  if (others.length === 0) return null;
  return (
    <section className="page mt-8 border-t border-line pt-14" aria-labelledby="more">
      <h2 id="more" className="display mb-8 text-[clamp(2rem,3.4vw,3rem)]">
        {t("more")}
      </h2>
      <ul className="grid gap-x-5 gap-y-10 md:grid-cols-3">
        {others.map((article) => (
          <li key={article.id}>
            <ArticleCard article={article} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const ArticleSkeleton = () => (
  <div aria-hidden className="page grid justify-items-center gap-5 pt-16">
    <Skeleton className="h-5 w-48" />
    <Skeleton className="h-16 w-2/3" />
    <div className="mt-6 aspect-[4/3] w-full bg-tile md:aspect-[2/1]" />
  </div>
);
