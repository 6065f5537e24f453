import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getCategories, getNewest } from "#app/_data/catalogue.ts";
import { getHomeBlocks } from "#app/_data/content.ts";
import { alternates, sharing } from "#app/_data/seo.ts";
import { jsonLd, siteGraph } from "#app/_data/structured-data.ts";
import { whenOpen } from "#app/_data/when-open.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { HomeBlocks } from "#app/_page/home-blocks.tsx";
import opening from "#components/storefront/assets/opening.webp";
import { FamilyMosaic } from "#components/storefront/family-mosaic.tsx";
import { HeroSkeleton, homeHeading } from "#components/storefront/home-blocks.tsx";
import { JsonLd } from "#components/storefront/json-ld.tsx";
import { ProductGrid, ProductTile } from "#components/storefront/product-tile.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const [t, shop, locale] = [
    await getTranslations("storefront.home"),
    await getTranslations("common.shop"),
    await getLocale(),
  ];
  const card = { title: shop("name"), description: t("intro"), siteName: shop("name") };
  const image = { url: opening.src, width: opening.width, height: opening.height };
  return {
    description: t("intro"),
    alternates: alternates(locale, "/"),
    ...sharing(locale, "/", { ...card, image }),
  };
}

/** The parts that staff arranged stream in; what the house promises below them is its own. */
export default async function HomePage() {
  const t = await getTranslations("storefront.home");
  const shop = await getTranslations("common.shop");
  return (
    <>
      <JsonLd text={jsonLd(...siteGraph({ name: shop("name"), description: t("intro") }, await getLocale()))} />
      <Suspense fallback={<HeroSkeleton />}>
        <Blocks />
      </Suspense>

      <section className="page mt-24 lg:mt-32" aria-label={t("promises.label")}>
        <ul className="grid border-t border-line md:grid-cols-3">
          {(["delivery", "stock", "return"] as const).map((key) => (
            <li
              key={key}
              className="grid content-start gap-2 border-b border-line py-7 md:border-b-0 md:px-8 md:not-first:border-l md:first:pl-0 md:last:pr-0"
            >
              <h2 className="font-display text-[1.625rem] leading-tight">{t(`promises.${key}.title`)}</h2>
              <p className="max-w-[40ch] text-muted text-pretty">{t(`promises.${key}.text`)}</p>
            </li>
          ))}
        </ul>
        <Link href="/shipping" prefetch={false} className="underlined mt-4 inline-flex min-h-8 items-center">
          {t("conditions")}
        </Link>
      </section>
    </>
  );
}

async function Blocks() {
  await whenOpen();
  const t = await getTranslations("storefront.home");
  const blocks = await getHomeBlocks(await getLocale());
  return (
    <>
      {blocks[0]?.kind !== "hero" && <h1 className="sr-only">{t("headline")}</h1>}
      {blocks.length > 0 ? <HomeBlocks blocks={blocks} /> : <Unarranged />}
    </>
  );
}

/** A shop whose staff arranged nothing yet: what is new, and where everything is. */
async function Unarranged() {
  const t = await getTranslations("storefront.home");
  const locale = await getLocale();
  const [products, categories] = await Promise.all([getNewest(locale, 8), getCategories(locale)]);
  return (
    <div className="page mt-12">
      <h2 className={`${homeHeading} mb-8`}>{t("newIn")}</h2>
      <ProductGrid className="md:grid-cols-4">
        {products.map((product) => (
          <li key={product.id}>
            <ProductTile product={product} />
          </li>
        ))}
      </ProductGrid>
      <h2 className={`${homeHeading} mt-24 mb-8`}>{t("families")}</h2>
      <FamilyMosaic families={categories.filter((c) => c.parentId === null)} />
    </div>
  );
}
