import { useTranslations } from "next-intl";
import { subtractQuantity } from "#server/kernel/quantity.ts";
import type { OrderDetail } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { useFailureWord } from "../shared/failure.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { CaptureButton } from "./capture-button.tsx";
import { RefundButton } from "./refund-button.tsx";
import { RefundUnitsButton } from "./refund-units-button.tsx";

/** What was asked, tried, taken and given back. */
export function MoneyBox({ order }: { order: OrderDetail }) {
  const t = useTranslations("backoffice.money");
  const failure = useFailureWord();
  // The server leaves payments out for roles that do not cover money.
  if (order.payments.length === 0) return null;
  return (
    <Section
      title={t("title")}
      aside={
        order.actions.includes("refund") && (
          <RefundUnitsButton
            size="sm"
            key={order.version}
            orderNumber={order.number}
            version={order.version}
            lines={order.lines
              .filter((line) => line.kind === "product")
              .map(({ id, name, description, sku, uom, quantity, refunded }) => ({
                ...{ orderLineId: id, name, description, sku, uom },
                left: subtractQuantity(quantity, refunded),
              }))}
          />
        )
      }
    >
      {order.payments.map((payment) => {
        const refundable = payment.captured.minor - payment.refunded.minor;
        return (
          <div key={payment.id} className="grid gap-2 not-last:border-b not-last:border-line not-last:pb-3">
            <div className="flex items-center justify-between gap-2">
              <span className="font-medium">
                {t(`method.${payment.method}`)}
                {payment.method === "online" && <span className="font-normal text-muted"> · {payment.provider}</span>}
              </span>
              <Status of="charge" value={payment.status} />
            </div>
            <Facts
              rows={[
                [t("asked"), <Amount key="a" value={payment.amount} />],
                payment.status === "authorised" ? [t("held"), <Amount key="h" value={payment.authorised} />] : null,
                payment.heldUntil ? [t("heldUntil"), <RelativeTime key="u" at={payment.heldUntil} />] : null,
                [t("captured"), <Amount key="c" value={payment.captured} />],
                payment.refunded.minor > 0 ? [t("refunded"), <Amount key="r" value={payment.refunded} />] : null,
              ]}
            />
            {payment.attempts.length > 0 && (
              <ul className="grid gap-1" aria-label={t("attempts")}>
                {payment.attempts.map((attempt) => (
                  <li key={`${attempt.at}${attempt.status}`} className="flex flex-wrap items-center gap-x-2 text-muted">
                    <Status of="charge" value={attempt.status} />
                    {attempt.failureCode && <span>{failure(attempt.failureCode)}</span>}
                    <RelativeTime at={attempt.at} className="ml-auto text-xs" />
                  </li>
                ))}
              </ul>
            )}
            {payment.refunds.length > 0 && (
              <ul className="grid gap-1" aria-label={t("refunds")}>
                {payment.refunds.map((refund) => (
                  <li key={refund.id} className="grid gap-0.5">
                    <span className="flex items-center gap-2">
                      <Status of="refund" value={refund.status} />
                      <Amount value={refund.amount} />
                      <RelativeTime at={refund.at} className="ml-auto text-xs text-muted" />
                    </span>
                    {refund.reason && <span className="text-muted">{refund.reason}</span>}
                  </li>
                ))}
              </ul>
            )}
            {payment.status === "authorised" && order.actions.includes("capture") && (
              <CaptureButton paymentId={payment.id} held={payment.authorised} orderNumber={order.number} />
            )}
            {refundable > 0 && order.actions.includes("refund") && (
              <RefundButton
                paymentId={payment.id}
                refundable={{ minor: refundable, currency: payment.captured.currency }}
                orderNumber={order.number}
              />
            )}
          </div>
        );
      })}
    </Section>
  );
}
