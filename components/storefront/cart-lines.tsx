"use client";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import { ListedPrice, Price } from "#components/ui/price.tsx";
import { QuantityStepper } from "#components/ui/quantity-stepper.tsx";
import { formatMoney } from "#server/kernel/money.ts";
import { MeasurePrice } from "./measure-price.tsx";
import { Photo } from "./photo.tsx";
import { type CartData, useCartChanges } from "./use-cart.ts";
import { useWaitingText } from "./use-waiting-text.ts";

/** The lines of a cart, editable. `compact` for the drawer. */
export function CartLines({ cart, compact }: { cart: CartData; compact?: boolean }) {
  const t = useTranslations("storefront.cart");
  const actions = useTranslations("common.actions");
  const locale = useLocale();
  const { setQuantity, done } = useCartChanges();
  const waitingText = useWaitingText();
  const exclusions = useTranslations("common.returnExclusion");
  return (
    <>
      <ul className="divide-y divide-line">
        {cart.lines.map((line) => (
          <li
            key={line.variantId}
            className={cn(
              "grid gap-x-4 py-5 first:pt-0",
              compact ? "grid-cols-[5.5rem_1fr]" : "grid-cols-[6rem_1fr] sm:grid-cols-[9rem_1fr] sm:gap-x-6",
            )}
          >
            <Link
              href={`/products/${line.slug}?sku=${line.sku}`}
              tabIndex={-1}
              aria-hidden
              className="block aspect-square bg-tile"
            >
              {line.media && <Photo media={line.media} sizes={compact ? "88px" : "144px"} decorative />}
            </Link>
            <div className="grid content-start gap-1">
              <div className="flex items-baseline justify-between gap-4">
                <Link href={`/products/${line.slug}?sku=${line.sku}`} className="font-medium hover:underline">
                  {line.name}
                </Link>
                <Price amount={line.total} className="font-medium" />
              </div>
              {line.options && <p className="text-sm text-muted">{line.options}</p>}
              {(line.quantity > 1 || line.listed) && (
                <p className="tabular flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
                  {t("each", { price: formatMoney(line.unitPrice, locale) })}
                  {line.listed && <ListedPrice amount={line.listed} />}
                </p>
              )}
              <MeasurePrice of={line.measurePrice} />
              {line.waiting && <p className="text-sm font-medium text-warning">{waitingText(line.waiting)}</p>}
              {line.returnExclusion && (
                <p className="text-sm text-muted text-pretty">{exclusions(line.returnExclusion)}</p>
              )}
              {line.problem && (
                <p className="text-sm font-medium text-danger">
                  {line.problem === "not_enough" && line.orderable === null
                    ? t("problem.not_so_many")
                    : t(`problem.${line.problem}`, { count: line.orderable ?? 0 })}
                </p>
              )}
              <div className="mt-2 flex items-center gap-4">
                <QuantityStepper
                  size="sm"
                  of={line.name}
                  value={line.quantity}
                  max={Math.max(1, Math.min(99, line.orderable ?? 99))}
                  onChange={(quantity) => setQuantity(line.variantId, quantity)}
                />
                <button
                  type="button"
                  className="underlined min-h-6 text-sm text-muted hover:text-ink"
                  aria-label={t("remove", { name: line.name })}
                  onClick={() => setQuantity(line.variantId, 0)}
                >
                  {actions("remove")}
                </button>
              </div>
            </div>
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {done ? t("updated", { count: cart.itemCount, total: formatMoney(cart.subtotal, locale) }) : ""}
      </p>
    </>
  );
}
