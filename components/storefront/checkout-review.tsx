"use client";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CheckoutSummary } from "./checkout-summary.tsx";
import type { CartData } from "./use-cart.ts";
import type { CheckoutPart } from "./use-checkout.ts";

/** What it costs in full, the terms, and the button that obliges to pay. */
export function CheckoutReview({ checkout, cart }: Pick<CheckoutPart, "checkout"> & { cart: CartData }) {
  const t = useTranslations("checkout");
  const message = useErrorMessage();
  const { first, draft, change, problems, quote, place, paymentMethod, needsApproval, ask } = checkout;
  const error = needsApproval ? ask.error : place.error;
  const wrong = Object.keys(problems).length;
  return (
    <section
      aria-label={t("review.title")}
      className="grid h-fit content-start gap-6 bg-sunk p-6 max-lg:-mx-[clamp(1rem,4vw,4rem)] max-lg:px-[clamp(1rem,4vw,4rem)] lg:sticky lg:top-24"
    >
      <h2 className="display text-3xl">{t("review.title")}</h2>
      <CheckoutSummary cart={cart} quote={quote.data} first={first} />
      {quote.error && <Alert tone="danger">{message(quote.error)}</Alert>}
      <div className="grid gap-3 border-t border-line pt-5">
        <Checkbox
          name="terms"
          checked={draft.terms}
          aria-invalid={problems.terms ? true : undefined}
          aria-describedby={problems.terms ? "terms-error" : undefined}
          onChange={(event) => change({ terms: event.target.checked })}
          label={t.rich("terms.accept", {
            link: (text) => (
              <Link href="/terms" target="_blank" prefetch={false} className="underlined">
                {text}
              </Link>
            ),
          })}
        />
        {problems.terms && (
          <p id="terms-error" className="text-[0.8125rem] font-medium text-danger">
            {t("errors.terms")}
          </p>
        )}
        <div role="alert" className="grid gap-2">
          {wrong > 1 && <p className="text-sm font-medium text-danger">{t("errors.summary", { count: wrong })}</p>}
          {error && <p className="text-sm font-medium text-danger">{message(error)}</p>}
          {needsApproval && <p className="text-sm font-medium text-pretty">{t("approval.needed")}</p>}
        </div>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          block
          busy={place.isPending || place.isSuccess || ask.isPending || ask.isSuccess}
          // A price that is being replaced is not to be agreed to: the shop would refuse its signature.
          disabled={!quote.data || (quote.isFetching && (quote.isPlaceholderData || !quote.isFetchedAfterMount))}
          className="h-auto min-h-13 py-2 whitespace-normal"
        >
          {t(needsApproval ? "approval.send" : "submit")}
        </Button>
        <p className="text-[0.8125rem] text-muted">
          {t(
            needsApproval
              ? "approval.hint"
              : quote.data?.total.minor === 0
                ? "submitFree"
                : paymentMethod === "transfer"
                  ? "submitTransfer"
                  : paymentMethod === "account"
                    ? "submitAccount"
                    : "submitHint",
          )}
        </p>
        <p className="text-[0.8125rem] text-muted">
          {t.rich("terms.privacy", {
            link: (text) => (
              <Link href="/privacy" target="_blank" prefetch={false} className="underlined">
                {text}
              </Link>
            ),
          })}
        </p>
      </div>
    </section>
  );
}
