import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { ProductDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { Section } from "../shared/section.tsx";
import { PriceForm } from "./price-form.tsx";
import { VariantFacts } from "./variant-facts.tsx";

type VariantTableProps = { product: ProductDetail; mayWrite: boolean; mayReadStock: boolean };

/** What is sold: SKU, choice, price, stock. Prices are changed in place. */
export function VariantTable({ product, mayWrite, mayReadStock }: VariantTableProps) {
  const t = useTranslations("backoffice.product");
  return (
    <Section title={t("variants")} aside={<span className="text-muted">{t("priceNote")}</span>}>
      <Table caption={t("variants")}>
        <TableHead className="border-line text-xs">
          <tr className="h-7">
            <TableHeader>{t("variant")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("gtin")}</TableHeader>
            <TableHeader numeric>{t("available")}</TableHeader>
            <TableHeader numeric>{t("price")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {product.variants.map((variant) => (
            <TableRow key={variant.id}>
              <TableCell>
                <span className="flex items-center gap-2.5 py-1">
                  <MediaThumb mediaKey={variant.media?.key} size={32} />
                  <span className="grid min-w-0">
                    <span className="font-medium tabular">{variant.sku}</span>
                    <span className="text-xs text-muted">{variant.options}</span>
                  </span>
                  {variant.status === "archived" && <Badge>{t("archived")}</Badge>}
                  {mayWrite && <VariantFacts variant={variant} />}
                </span>
              </TableCell>
              <TableCell className="text-muted tabular max-md:hidden">{variant.gtin ?? "–"}</TableCell>
              <TableCell numeric>
                {mayReadStock ? (
                  <Link
                    href={`/admin/stock/moves?variantId=${encodeURIComponent(variant.id)}`}
                    className="underlined inline-flex min-h-6 min-w-6 items-center justify-end"
                    aria-label={t("ledgerOf", { count: variant.available, sku: variant.sku })}
                  >
                    {variant.available}
                  </Link>
                ) : (
                  variant.available
                )}
              </TableCell>
              <TableCell numeric>
                {mayWrite ? <PriceForm variant={variant} /> : variant.price ? <Amount value={variant.price} /> : "–"}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}
