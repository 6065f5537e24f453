import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { MakerRow, ProductAlerts, ProductDetail } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { CompletenessPanel } from "./completeness-panel.tsx";
import { PictureList } from "./picture-list.tsx";
import { ProductForm } from "./product-form.tsx";
import { StockAlerts } from "./stock-alerts.tsx";
import { VariantTable } from "./variant-table.tsx";

type ProductPageProps = {
  product: ProductDetail;
  alerts: readonly ProductAlerts[];
  makers: readonly MakerRow[];
  title: string;
  mayWrite: boolean;
  mayReadStock: boolean;
};

/** A product as staff keep it: its words in both languages, its prices, and what is known of pictures and stock. */
export function ProductPage({ product, alerts, makers, title, mayWrite, mayReadStock }: ProductPageProps) {
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
          <div id="variants" tabIndex={-1}>
            <VariantTable product={product} mayWrite={mayWrite} mayReadStock={mayReadStock} />
          </div>
          <ProductForm product={product} makers={makers} mayWrite={mayWrite} />
        </div>
        <div className="grid content-start gap-6 max-xl:order-first md:max-xl:grid-cols-2">
          <CompletenessPanel product={product} />
          <PictureList pictures={product.media} mayWrite={mayWrite} />
          <StockAlerts alerts={alerts} />
          <Section title={<span id="facts">{t("facts")}</span>}>
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
