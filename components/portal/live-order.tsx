"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PayOrder } from "#components/storefront/pay-order.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import { ChangeActions } from "./change/change-actions.tsx";
import { type OrderSource, reportHref, sendBackHref } from "./document-href.ts";
import { OrderView } from "./order-view.tsx";
import { PayDifference } from "./pay-difference.tsx";
import { useLiveOrder } from "./use-live-order.ts";

type LiveOrderProps = {
  initial: OrderDetail;
  source: OrderSource;
  /** The secret of its link, by which it is paid; empty: it is only read. */
  token: string;
  /** What belongs to the order and is read apart from it. */
  beside?: ReactNode;
};

/** An order that keeps itself up to date, and with it what its buyer may do about it. */
export function LiveOrder({ initial, source, token, beside }: LiveOrderProps) {
  const t = useTranslations("portal.order");
  const order = useLiveOrder(initial, source);
  const may = (action: OrderDetail["actions"][number]) => order.actions.includes(action);
  return (
    <OrderView
      order={order}
      source={source}
      beside={beside}
      actions={
        <>
          {token && may("pay") && <PayOrder token={token} until={order.holdExpiresAt} />}
          {token && !may("pay") && may("pay_difference") && <PayDifference order={order} token={token} />}
          {token && <ChangeActions order={order} source={source} />}
          {token && may("send_back") && (
            <div className="flex flex-wrap gap-2" data-print="hide">
              <LinkButton href={sendBackHref(source)}>{t("sendBackLink")}</LinkButton>
              {may("claim") && <LinkButton href={reportHref(source)}>{t("claimLink")}</LinkButton>}
            </div>
          )}
        </>
      }
    />
  );
}
