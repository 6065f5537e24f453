"use client";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { ListedPrice, Price } from "#components/ui/price.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatMoney, negateMoney } from "#server/kernel/money.ts";
import { formatRate } from "#server/kernel/numbers.ts";
import type { Quote } from "#server/modules/sales/contract.ts";
import { CartCoupon } from "./cart-coupon.tsx";
import { CartHold } from "./cart-hold.tsx";
import { CheckoutGiftCard } from "./checkout-gift-card.tsx";
import type { FirstAnswers } from "./first-answers.ts";
import { Photo } from "./photo.tsx";
import { PointsOffer } from "./points-offer.tsx";
import type { CartData } from "./use-cart.ts";
import { useWaitingText } from "./use-waiting-text.ts";

type CheckoutSummaryProps = { cart: CartData; quote: Quote | undefined; first: FirstAnswers | null };

/** What is ordered and what it costs in full. Figures are the server's quote, never sums of ours. */
export function CheckoutSummary({ cart, quote, first }: CheckoutSummaryProps) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const waits = useTranslations("common.waiting");
  const waitingText = useWaitingText();
  const exclusions = useTranslations("common.returnExclusion");
  const each = useTranslations("storefront.cart");
  const late = cart.lines.flatMap(({ id, name, waiting }) => (waiting ? [{ id, name, waiting }] : []));
  return (
    <>
      <ul className="grid gap-4">
        {cart.lines.map((line) => (
          <li key={line.id} className="grid grid-cols-[3.5rem_1fr_auto] items-center gap-x-4">
            <span className="aspect-square bg-tile">
              {line.media && <Photo media={line.media} sizes="56px" decorative />}
            </span>
            <span className="min-w-0">
              <span className="block font-medium">{line.name}</span>
              <span className="block text-sm text-muted">
                {line.quantity} × {line.options || line.sku}
              </span>
              {line.listed && (
                <span className="tabular flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
                  {each("each", { price: formatMoney(line.unitPrice, locale) })}
                  <ListedPrice amount={line.listed} />
                </span>
              )}
              {line.returnExclusion && (
                <span className="block text-sm text-pretty">{exclusions(line.returnExclusion)}</span>
              )}
            </span>
            <Price amount={line.total} />
          </li>
        ))}
      </ul>
      {late.length > 0 && (
        <Alert tone="info" title={waits("accept")} data-testid="waiting">
          <p>{waits("acceptText")}</p>
          <ul>
            {late.map(({ id, name, waiting }) => (
              <li key={id}>{waits("line", { name, text: waitingText(waiting) })}</li>
            ))}
          </ul>
        </Alert>
      )}
      <CartHold cart={cart} />
      <Link href="/cart" className="underlined -mt-2 w-fit text-sm">
        {t("review.edit")}
      </Link>
      {quote ? (
        <dl className="grid gap-2 border-t border-line pt-5" data-testid="quote">
          <div className="flex justify-between">
            <dt>{t("review.items")}</dt>
            <dd>
              <Price amount={quote.items} />
            </dd>
          </div>
          {quote.discount.minor > 0 && (
            <div className="flex justify-between">
              <dt>{t("review.discount", { code: quote.coupon?.code ?? "" })}</dt>
              <dd>
                <Price amount={negateMoney(quote.discount)} />
              </dd>
            </div>
          )}
          {quote.points && (
            <div className="flex justify-between">
              <dt>{t("review.points", { points: quote.points.points })}</dt>
              <dd>
                <Price amount={negateMoney(quote.points.amount)} />
              </dd>
            </div>
          )}
          <div className="flex justify-between">
            <dt>{t("review.shipping")}</dt>
            <dd>{quote.shipping.minor === 0 ? t("shipping.free") : <Price amount={quote.shipping} />}</dd>
          </div>
          <div className="mt-2 flex items-baseline justify-between text-xl font-medium">
            <dt>{t("review.total")}</dt>
            <dd key={quote.total.minor}>
              <Price amount={quote.total} />
            </dd>
          </div>
          {quote.giftCard && (
            <>
              <div className="flex justify-between">
                <dt>{t("giftCard.row", { ending: quote.giftCard.ending })}</dt>
                <dd>
                  <Price amount={negateMoney(quote.giftCard.covers)} />
                </dd>
              </div>
              <div className="flex items-baseline justify-between text-xl font-medium">
                <dt>{t("giftCard.due")}</dt>
                <dd>
                  <Price amount={quote.due} />
                </dd>
              </div>
            </>
          )}
          {quote.taxTreatment === "reverse_charge" && (
            <div className="text-sm text-muted">
              <dt className="sr-only">{t("review.vat")}</dt>
              <dd>{t("review.reverseCharge")}</dd>
            </div>
          )}
          {quote.taxTreatment === "standard" &&
            quote.taxes.map((tax) => (
              <div key={tax.rate} className="flex justify-between text-sm text-muted">
                <dt>{t("review.tax", { rate: formatRate(tax.rate, locale) })}</dt>
                <dd>
                  <Price amount={tax.tax} />
                </dd>
              </div>
            ))}
        </dl>
      ) : (
        <Skeleton className="h-28" />
      )}
      <div className="grid [&>*]:mt-0 [&>*+*]:mt-3">
        <CartCoupon cart={cart} />
        {quote && <CheckoutGiftCard giftCard={quote.giftCard} />}
        <PointsOffer cart={cart} spend first={first} />
      </div>
    </>
  );
}
