import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getCategories, getCategory } from "#app/_data/catalogue.ts";
import { alternates, sharing } from "#app/_data/seo.ts";
import { breadcrumbGraph, jsonLd } from "#app/_data/structured-data.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { JsonLd } from "#components/storefront/json-ld.tsx";
import { ListSkeleton } from "#components/storefront/list-skeleton.tsx";
import { readList } from "#components/storefront/list-url.ts";
import type { CategorySort } from "#components/storefront/more-source.ts";
import { mediaUrl, Photo } from "#components/storefront/photo.tsx";
import { ProductList } from "#components/storefront/product-list.tsx";
import { WithoutFilters } from "#components/storefront/without-filters.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const sorts = ["featured", "newest", "price_asc", "price_desc"] as const satisfies CategorySort[];
const limit = 24;

/** Pages are made on their first visit: the build has no database. "_" stands for "none". */
export const generateStaticParams = () => [{ slug: "_" }];

async function find(slug: string) {
  if (slug === "_") return undefined;
  return (await getCategories(await getLocale())).find((c) => c.slug === slug);
}

type Props = PageProps<"/[locale]/categories/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const category = await find(slug);
  if (!category) return {};
  const [locale, t] = [await getLocale(), await getTranslations("common.shop")];
  const path = `/categories/${slug}`;
  const { banner } = category;
  const description = category.lead || `${category.name} · ${t("tagline")}`;
  return {
    title: category.name,
    description,
    alternates: alternates(locale, path),
    ...sharing(locale, path, {
      title: category.name,
      description,
      siteName: t("name"),
      ...(banner
        ? { image: { url: mediaUrl(banner.key), width: banner.width ?? 1600, height: banner.height ?? 900 } }
        : {}),
    }),
  };
}

export default function CategoryPage(props: Props) {
  return (
    <Suspense fallback={<Waiting />}>
      <Shown {...props} />
    </Suspense>
  );
}

function Waiting() {
  return (
    <div aria-hidden className="page pt-15">
      <div className="h-44 bg-tile sm:h-64 lg:h-[22rem]" />
      <Skeleton className="my-8 h-16 w-72" />
      <ListSkeleton />
    </div>
  );
}

async function Shown({ params, searchParams }: Props) {
  const { slug } = await params;
  const category = await find(slug);
  if (!category) notFound();
  const t = await getTranslations("common.actions");
  const steps = [
    { name: t("homeShort"), path: "/" },
    { name: category.name, path: `/categories/${slug}` },
  ];
  return (
    <>
      <JsonLd text={jsonLd(breadcrumbGraph(steps, await getLocale()))} />
      <div className="page pt-5">
        <Breadcrumb items={[{ label: t("homeShort"), href: "/" }, { label: category.name }]} />
      </div>
      <div className="page mt-4">
        {category.banner && (
          <div className="h-44 overflow-hidden bg-tile sm:h-64 lg:h-[22rem]">
            <Photo
              media={category.banner}
              sizes="(min-width: 1440px) 1312px, (min-width: 640px) 94vw, 120vw"
              priority
              decorative
              className="object-[50%_60%]"
            />
          </div>
        )}
        <div className="mt-7 mb-8 flex flex-wrap items-baseline justify-between gap-x-10 gap-y-2">
          <h1 className="display text-[clamp(2.75rem,5.5vw,5rem)]">{category.name}</h1>
          <p className="max-w-[44ch] text-[1.0625rem] text-muted text-pretty">{category.lead}</p>
        </div>
        <ClientMessages nested use={["storefront.list"]}>
          <Suspense fallback={<ListSkeleton />}>
            <List slug={slug} searchParams={searchParams} />
          </Suspense>
        </ClientMessages>
      </div>
    </>
  );
}

async function List({ slug, searchParams }: { slug: string; searchParams: Props["searchParams"] }) {
  const t = await getTranslations("storefront.list");
  const given = await searchParams;
  const state = readList(given);
  const sort = sorts.find((s) => s === state.sort) ?? "featured";
  const cursor = typeof given.cursor === "string" ? given.cursor : undefined;
  const page = await getCategory(await getLocale(), slug, { sort, filters: state.filters, cursor, limit });
  if (!page) notFound();
  // One page of a family is for search engines: the whole list, in the order of the house.
  const partial = Object.keys(state.filters).length > 0 || sort !== "featured" || cursor !== undefined;
  return (
    <>
      {partial && <meta name="robots" content="noindex, follow" />}
      <ProductList
        page={page}
        state={{ ...state, query: "", sort: sort === "featured" ? null : sort }}
        sorts={sorts}
        defaultSort="featured"
        path={`/categories/${slug}`}
        more={{ kind: "category", slug, sort, filters: state.filters, limit }}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            text={Object.keys(state.filters).length ? t("emptyFiltered") : t("empty")}
            action={
              Object.keys(state.filters).length ? (
                <WithoutFilters path={`/categories/${slug}`} state={{ ...state, query: "" }} without={page.without} />
              ) : undefined
            }
          />
        }
      />
    </>
  );
}
