import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { getProduct, getRelated } from "#app/_data/catalogue.ts";
import { alternates, productJsonLd } from "#app/_data/seo.ts";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import { mediaUrl } from "#components/storefront/photo.tsx";
import { ProductDetails } from "#components/storefront/product-details.tsx";
import { ProductSkeleton } from "#components/storefront/product-skeleton.tsx";
import { ProductGrid, ProductTile } from "#components/storefront/product-tile.tsx";
import { ProductView } from "#components/storefront/product-view.tsx";
import { RecentProducts } from "#components/storefront/recent-products.tsx";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";

/** Pages are made on their first visit: the build has no database. "_" stands for "none". */
export const generateStaticParams = () => [{ slug: "_" }];

const find = async (slug: string) => (slug === "_" ? null : getProduct(await getLocale(), slug));

type Props = PageProps<"/[locale]/products/[slug]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const product = await find(slug);
  if (!product) return {};
  const [photo] = product.media;
  return {
    title: product.name,
    description: product.tagline || product.description.slice(0, 155),
    alternates: alternates(await getLocale(), `/products/${slug}`),
    openGraph: { title: product.name, images: photo ? [{ url: mediaUrl(photo.key), alt: photo.alt }] : [] },
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
  const t = await getTranslations("common.actions");
  const [category] = product.categories;
  const { id, name, tagline, media, options, variants, taxRate } = product;
  return (
    <>
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with "<" escaped
        dangerouslySetInnerHTML={{ __html: productJsonLd(product, await getLocale()) }}
      />
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
          use={["storefront.product", "storefront.stock", "storefront.promise", "storefront.alert"]}
        >
          <ProductView
            product={{ id, slug, name, tagline, media, options, variants, taxRate }}
            brand={product.brand && <p className="text-[0.9375rem] text-muted">{product.brand.name}</p>}
          >
            <ProductDetails product={product} />
          </ProductView>
        </ClientMessages>
      </div>
      <Suspense fallback={null}>
        <Related slug={slug} />
      </Suspense>
      <ClientMessages nested use={["storefront.recent"]}>
        <RecentProducts current={id} className="page mt-24 lg:mt-32" />
      </ClientMessages>
    </>
  );
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
