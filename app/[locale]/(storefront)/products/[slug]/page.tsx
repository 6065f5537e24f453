import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getOffers, getProduct, getRelated } from "#app/_data/catalogue.ts";
import { getFirstReviews } from "#app/_data/reviews.ts";
import { alternates, inLanguage, shareSize, sharing } from "#app/_data/seo.ts";
import { breadcrumbGraph, jsonLd, productGraph } from "#app/_data/structured-data.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { JsonLd } from "#components/storefront/json-ld.tsx";
import { ProductDetails } from "#components/storefront/product-details.tsx";
import { ProductReviews } from "#components/storefront/product-reviews.tsx";
import { ProductSkeleton } from "#components/storefront/product-skeleton.tsx";
import { ProductGrid, ProductTile } from "#components/storefront/product-tile.tsx";
import { ProductView } from "#components/storefront/product-view.tsx";
import { RecentProducts } from "#components/storefront/recent-products.tsx";
import { RatingLine } from "#components/storefront/stars.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";

/** Pages are made on their first visit: the build has no database. "_" stands for "none". */
export const generateStaticParams = () => [{ slug: "_" }];

const find = async (slug: string) => (slug === "_" ? null : getProduct(await getLocale(), slug));

type Props = PageProps<"/[locale]/products/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const product = await find(slug);
  if (!product) return {};
  const [locale, t] = [await getLocale(), await getTranslations("common.shop")];
  const path = `/products/${slug}`;
  const description = product.tagline || product.description.slice(0, 155);
  return {
    title: product.name,
    description,
    alternates: alternates(locale, path),
    ...sharing(locale, path, {
      title: product.name,
      description,
      siteName: t("name"),
      image: { url: `${inLanguage(locale, path)}/share.jpg`, ...shareSize },
    }),
  };
}

export default function ProductPage({ params }: Props) {
  return (
    <Suspense fallback={<ProductSkeleton />}>
      <Shown params={params} />
    </Suspense>
  );
}

async function Shown({ params }: Pick<Props, "params">) {
  const { slug } = await params;
  const product = await find(slug);
  if (!product) notFound();
  const [t, reviews] = [await getTranslations("common.actions"), await getFirstReviews(await getLocale(), slug)];
  const [category] = product.categories;
  const { id, name, tagline, media, options, variants, taxRate } = product;
  return (
    <>
      <Suspense fallback={null}>
        <StructuredData slug={slug} />
      </Suspense>
      <div className="page pt-5 pb-5">
        <Breadcrumb
          items={[
            { label: t("homeShort"), href: "/" },
            ...(category ? [{ label: category.name, href: `/categories/${category.slug}` }] : []),
            { label: name },
          ]}
        />
      </div>
      <div className="page">
        <ClientMessages
          nested
          use={["storefront.product", "storefront.stock", "storefront.promise", "storefront.alert", "stores"]}
        >
          <ProductView
            product={{
              id,
              slug,
              name,
              tagline,
              media,
              options,
              variants,
              taxRate,
              returnExclusion: product.returnExclusion,
            }}
            brand={product.brand && <p className="text-[0.9375rem] text-muted">{product.brand.name}</p>}
            rating={
              reviews?.rating.count ? (
                <a href="#reviews" className="inline-flex min-h-6 items-center hover:underline">
                  <RatingLine rating={reviews.rating} />
                </a>
              ) : null
            }
          >
            <ProductDetails product={product} />
          </ProductView>
        </ClientMessages>
      </div>
      {reviews && reviews.rating.count > 0 && (
        <ClientMessages nested use={["reviews.voice", "reviews.shown.helpful", "errors.reviews"]}>
          <ProductReviews {...reviews} />
        </ClientMessages>
      )}
      <Suspense fallback={null}>
        <Related slug={slug} />
      </Suspense>
      <ClientMessages nested use={["storefront.recent"]}>
        <RecentProducts current={id} className="page mt-24 lg:mt-32" />
      </ClientMessages>
    </>
  );
}

/** Apart: what machines read keeps nobody waiting. */
async function StructuredData({ slug }: { slug: string }) {
  const locale = await getLocale();
  const [product, offers, reviews, t] = await Promise.all([
    getProduct(locale, slug),
    getOffers(locale, slug),
    getFirstReviews(locale, slug),
    getTranslations("common.actions"),
  ]);
  if (!product || !offers) return null;
  const [category] = product.categories;
  const steps = [
    { name: t("homeShort"), path: "/" },
    ...(category ? [{ name: category.name, path: `/categories/${category.slug}` }] : []),
    { name: product.name, path: `/products/${slug}` },
  ];
  return <JsonLd text={jsonLd(...productGraph(product, offers, locale, reviews), breadcrumbGraph(steps, locale))} />;
}

async function Related({ slug }: { slug: string }) {
  const related = (await getRelated(await getLocale(), slug)).slice(0, 4);
  const t = await getTranslations("storefront.product");
  if (related.length === 0) return null;
  return (
    <section className="page mt-24 lg:mt-32" aria-labelledby="related">
      <h2 id="related" className="display mb-8 text-[clamp(2rem,3.4vw,3rem)]">
        {t("related")}
      </h2>
      <ProductGrid className={related.length === 3 ? "lg:grid-cols-3" : undefined}>
        {related.map((product) => (
          <li key={product.id}>
            <ProductTile product={product} />
          </li>
        ))}
      </ProductGrid>
    </section>
  );
}
