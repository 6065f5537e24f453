import type { Metadata } from "next";
import Image from "next/image";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getCategories, getFeatured, getNewest } from "#app/_data/catalogue.ts";
import { alternates, sharing } from "#app/_data/seo.ts";
import { jsonLd, siteGraph } from "#app/_data/structured-data.ts";
import { Link } from "#app/_i18n/navigation.ts";
import evening from "#components/storefront/assets/evening.webp";
import opening from "#components/storefront/assets/opening.webp";
import { FamilyMosaic, FamilyMosaicSkeleton } from "#components/storefront/family-mosaic.tsx";
import { JsonLd } from "#components/storefront/json-ld.tsx";
import { GridSkeleton } from "#components/storefront/list-skeleton.tsx";
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

const heading = "display text-[clamp(2.25rem,4vw,3.5rem)]";

/** The opening and the story are the house's own pages; what the catalogue says streams in between. */
export default async function HomePage() {
  const t = await getTranslations("storefront.home");
  const shop = await getTranslations("common.shop");
  return (
    <>
      <JsonLd text={jsonLd(...siteGraph({ name: shop("name"), description: t("intro") }, await getLocale()))} />
      <section className="relative bg-[#d9ded5] text-[#1f1b16]">
        <Image
          src={opening}
          alt=""
          preload
          fetchPriority="high"
          loading="eager"
          sizes="(min-width: 1024px) 100vw, 240vw"
          className="h-[min(34rem,125vw)] w-full object-cover object-[64%_100%] lg:aspect-[16/7] lg:h-auto lg:max-h-[calc(100dvh-9rem)] lg:object-bottom"
        />
        <div className="page lg:absolute lg:inset-x-0 lg:top-0 lg:flex lg:justify-between lg:gap-10 lg:pt-[clamp(1.25rem,2.3vw,3rem)]">
          <h1 className="display max-w-[18ch] text-[clamp(3.25rem,5.5vw,6rem)] leading-[0.96] max-lg:absolute max-lg:top-7 max-lg:max-w-[9ch]">
            {t("headline")}
          </h1>
          <div className="max-w-[36ch] py-7 text-[1.0625rem] leading-relaxed lg:max-w-[32ch] lg:py-3">
            <p className="text-pretty">{t("intro")}</p>
            <Link href="/categories/assises" className="underlined mt-1 inline-flex min-h-8 items-center font-medium">
              {t("discover")}
            </Link>
          </div>
        </div>
      </section>

      <section className="page mt-20 lg:mt-28" aria-labelledby="new-in">
        <div className="mb-8 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
          <h2 id="new-in" className={heading}>
            {t("newIn")}
          </h2>
          <p className="text-muted">
            {t("newInText")}{" "}
            <Link
              href="/search?sort=newest"
              prefetch={false}
              className="underlined inline-flex min-h-6 items-center text-ink"
            >
              {t("seeAll")}
            </Link>
          </p>
        </div>
        <Suspense fallback={<GridSkeleton className="md:grid-cols-4" tiles={4} />}>
          <Newest />
        </Suspense>
      </section>

      <section className="page mt-24 lg:mt-36" aria-labelledby="families">
        <h2 id="families" className={`${heading} mb-8`}>
          {t("families")}
        </h2>
        <Suspense fallback={<FamilyMosaicSkeleton />}>
          <Families />
        </Suspense>
      </section>

      <section className="mt-24 bg-[#2a231d] text-[#f3eee6] lg:mt-36" aria-labelledby="story">
        <div className="mx-auto grid max-w-[100rem] lg:grid-cols-12">
          <Image
            src={evening}
            alt={t("story.alt")}
            sizes="(min-width: 1024px) 66vw, 130vw"
            className="aspect-[4/3] size-full object-cover lg:col-span-8 lg:aspect-[16/9]"
          />
          <div className="flex flex-col justify-center gap-5 px-[clamp(1rem,4vw,4rem)] py-14 lg:col-span-4 lg:px-12">
            <h2 id="story" className={heading}>
              {t("story.title")}
            </h2>
            <p className="max-w-[46ch] leading-relaxed text-[#d8cfc2] text-pretty">{t("story.text")}</p>
            <Link
              href="/categories/luminaires"
              className="underlined flex min-h-8 w-fit items-center font-medium focus-visible:outline-[#f3eee6]"
            >
              {t("story.link")}
            </Link>
          </div>
        </div>
      </section>

      <section className="page mt-24 lg:mt-36" aria-labelledby="featured">
        <h2 id="featured" className={`${heading} mb-8`}>
          {t("featured")}
        </h2>
        <Suspense fallback={<GridSkeleton className="lg:grid-cols-3" tiles={3} />}>
          <Featured />
        </Suspense>
      </section>

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

async function Newest() {
  await connection();
  const products = await getNewest(await getLocale(), 4);
  return (
    <ProductGrid className="md:grid-cols-4">
      {products.map((product) => (
        <li key={product.id}>
          <ProductTile product={product} />
        </li>
      ))}
    </ProductGrid>
  );
}

async function Families() {
  await connection();
  const families = (await getCategories(await getLocale())).filter((c) => c.parentId === null);
  return <FamilyMosaic families={families} />;
}

async function Featured() {
  await connection();
  const products = await getFeatured(await getLocale(), 3);
  return (
    <ProductGrid className="lg:grid-cols-3">
      {products.map((product) => (
        <li key={product.id} className="max-md:nth-3:hidden">
          <ProductTile product={product} still sizes="(min-width: 1440px) 430px, (min-width: 768px) 31vw, 46vw" />
        </li>
      ))}
    </ProductGrid>
  );
}
