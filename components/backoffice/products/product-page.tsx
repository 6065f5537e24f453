import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ProductAlerts, ProductDetail } from "../dto.ts";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { ProductForm } from "./product-form.tsx";
import { StockAlerts } from "./stock-alerts.tsx";
import { VariantTable } from "./variant-table.tsx";

type ProductPageProps = {
  product: ProductDetail;
  alerts: readonly ProductAlerts[];
  title: string;
  mayWrite: boolean;
  mayReadStock: boolean;
};

/** A product as staff keep it: its words in both languages, its prices, and what is known of pictures and stock. */
export function ProductPage({ product, alerts, title, mayWrite, mayReadStock }: ProductPageProps) {
  const t = useTranslations("backoffice.product");
  return (
    <>
      <PageHeader
        trail={[{ label: t("all"), href: "/admin/products" }]}
        title={title}
        aside={
          <>
            <Status of="product" value={product.status} />
            <span className="text-muted">
              {t.rich("updated", { when: () => <RelativeTime at={product.updatedAt} /> })}
            </span>
          </>
        }
        actions={
          product.status === "active" && (
            <LinkButton href={`/products/${product.slug}`}>
              {t("view")}
              <ArrowUpRight aria-hidden />
            </LinkButton>
          )
        }
      />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 content-start gap-6">
          <VariantTable product={product} mayWrite={mayWrite} mayReadStock={mayReadStock} />
          <ProductForm product={product} mayWrite={mayWrite} />
        </div>
        <div className="grid content-start gap-6 max-xl:order-first md:max-xl:grid-cols-2">
          <Section title={t("pictures")} aside={<span className="text-muted tabular">{product.media.length}</span>}>
            {product.media.length ? (
              <ul className="grid grid-cols-5 gap-1.5 xl:grid-cols-3">
                {product.media.map((media) => (
                  <li key={media.key}>
                    <MediaThumb
                      mediaKey={media.key}
                      alt={media.alt}
                      size={88}
                      className="aspect-square h-auto! w-full!"
                    />
                  </li>
                ))}
              </ul>
            ) : (
              <p className="text-muted">{t("noPictures")}</p>
            )}
          </Section>
          <StockAlerts alerts={alerts} />
          <Section title={t("facts")}>
            <Facts
              rows={[
                [
                  t("slug"),
                  <code key="s" className="break-all text-xs">
                    {product.slug}
                  </code>,
                ],
                product.brand ? [t("brand"), product.brand.name] : null,
                product.family ? [t("family"), product.family.name] : null,
                product.categories.length
                  ? [t("categories"), product.categories.map((category) => category.name).join(", ")]
                  : null,
                [t("taxCategory"), product.taxCategory],
              ]}
            />
          </Section>
        </div>
      </div>
    </>
  );
}
