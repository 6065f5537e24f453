import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getCategories, searchProducts } from "#app/_data/catalogue.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { FamilyMosaic } from "#components/storefront/family-mosaic.tsx";
import { ListSkeleton } from "#components/storefront/list-skeleton.tsx";
import { readList } from "#components/storefront/list-url.ts";
import type { SearchSort } from "#components/storefront/more-source.ts";
import { ProductList } from "#components/storefront/product-list.tsx";
import { WithoutFilters } from "#components/storefront/without-filters.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

const sorts = ["relevance", "newest", "price_asc", "price_desc"] as const satisfies SearchSort[];
const limit = 24;
type Props = PageProps<"/[locale]/search">;

export async function generateMetadata(): Promise<Metadata> {
  const [t, shop] = [await getTranslations("storefront.search"), await getTranslations("common.shop")];
  return { title: t("title"), description: shop("tagline"), robots: { index: false, follow: true } };
}

export default function SearchPage({ searchParams }: Props) {
  return (
    <div className="page pt-10">
      <ClientMessages nested use={["storefront.list"]}>
        <Suspense fallback={<Waiting />}>
          <Results searchParams={searchParams} />
        </Suspense>
      </ClientMessages>
    </div>
  );
}

async function Waiting() {
  const t = await getTranslations("storefront.search");
  return (
    <>
      <h1 className="display mb-8 text-[clamp(2.5rem,5vw,4.5rem)]">{t("title")}</h1>
      <ListSkeleton />
    </>
  );
}

async function Results({ searchParams }: Pick<Props, "searchParams">) {
  const t = await getTranslations("storefront.search");
  const list = await getTranslations("storefront.list");
  const locale = await getLocale();
  const given = await searchParams;
  const state = readList(given);
  const sort = sorts.find((s) => s === state.sort) ?? "relevance";
  const cursor = typeof given.cursor === "string" ? given.cursor : undefined;
  const input = { query: state.query, sort, filters: state.filters, limit };
  const [page, categories] = await Promise.all([searchProducts(locale, { ...input, cursor }), getCategories(locale)]);
  const filtered = Object.keys(state.filters).length > 0;
  return (
    <>
      <h1 className="display mb-3 text-[clamp(2.5rem,5vw,4.5rem)] break-words">
        {state.query ? t("resultsFor", { query: state.query }) : t("everything")}
      </h1>
      <p className="mb-7 min-h-6 text-muted">
        {page.correctedQuery
          ? t("corrected", { corrected: page.correctedQuery, query: state.query })
          : !page.complete && page.total > 0 && t("near", { query: state.query })}
      </p>
      <ProductList
        page={page}
        state={{ ...state, sort: sort === "relevance" ? null : sort }}
        sorts={sorts}
        defaultSort="relevance"
        path="/search"
        more={{ kind: "search", ...input }}
        empty={
          filtered ? (
            <EmptyState
              title={list("emptyTitle")}
              text={t("emptyFiltered")}
              action={<WithoutFilters path="/search" state={state} without={page.without} />}
            />
          ) : (
            <>
              <EmptyState title={t("emptyTitle")} text={t("emptyText")} />
              <h2 className="display mb-6 text-3xl">{t("browse")}</h2>
              <FamilyMosaic families={categories.filter((c) => c.parentId === null)} />
            </>
          )
        }
      />
    </>
  );
}
