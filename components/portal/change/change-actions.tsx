"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Price } from "#components/ui/price.tsx";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { OrderSource } from "../document-href.ts";

/** Where an order is changed by whoever reads it here. */
export const changeHref = (source: OrderSource): string =>
  "token" in source
    ? `/order/${encodeURIComponent(source.token)}/change`
    : `/account/orders/${encodeURIComponent(source.number)}/change`;

/** What its buyer may still do about an order: change it, call it off, give up a change that waits. */
export function ChangeActions({ order, source }: { order: OrderDetail; source: OrderSource }) {
  const t = useTranslations("portal.order.change");
  const [edit, cancel, withdraw] = (["edit", "cancel", "withdraw_change"] as const).map((action) =>
    order.actions.includes(action),
  );
  if (!edit && !cancel && !withdraw) return null;
  return (
    <section aria-label={t("label")} className="grid justify-items-start gap-2" data-print="hide">
      {order.status === "confirmed" && <p className="text-sm text-muted">{t("until")}</p>}
      <div className="flex flex-wrap gap-2">
        {edit && <LinkButton href={changeHref(source)}>{t("open")}</LinkButton>}
        {withdraw && <Withdraw order={order} source={source} />}
        {cancel && <Cancel order={order} source={source} />}
      </div>
    </section>
  );
}

function Withdraw({ order, source }: { order: OrderDetail; source: OrderSource }) {
  const t = useTranslations("portal.order.change");
  const api = useTRPC();
  const message = useErrorMessage();
  const give = useMutation(api.shop.orderChanges.withdraw.mutationOptions());
  return (
    <>
      <Button busy={give.isPending} onClick={() => give.mutate({ ...source, amendmentId: order.change?.id ?? "" })}>
        {t("withdraw")}
      </Button>
      {give.error && (
        <Alert tone="warning" className="basis-full">
          {message(give.error)}
        </Alert>
      )}
    </>
  );
}

function Cancel({ order, source }: { order: OrderDetail; source: OrderSource }) {
  const t = useTranslations("portal.order.change");
  const actions = useTranslations("common.actions");
  const api = useTRPC();
  const message = useErrorMessage();
  const [open, setOpen] = useState(false);
  const cancel = useMutation(api.shop.orderChanges.cancel.mutationOptions({ onSuccess: () => setOpen(false) }));
  const sum = (pick: (payment: OrderDetail["payments"][number]) => number) =>
    order.payments.reduce((total, payment) => total + pick(payment), 0);
  const { currency } = order.totals.total;
  const back = { minor: sum(({ captured, refunded }) => captured.minor - refunded.minor), currency };
  const held = sum(({ status, authorised }) => (status === "authorised" ? authorised.minor : 0));
  return (
    <>
      <Button variant="ghost" onClick={() => setOpen(true)}>
        {t("cancel")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title={t("cancelTitle", { number: order.number })} description={t("cancelText")}>
          {back.minor > 0 ? (
            <p>{t.rich("cancelBack", { amount: () => <Price amount={back} className="font-semibold" /> })}</p>
          ) : (
            <p>{t(held > 0 ? "cancelHeld" : "cancelNothing")}</p>
          )}
          {cancel.error && <Alert tone="warning">{message(cancel.error)}</Alert>}
          <DialogActions>
            <DialogClose asChild>
              <Button>{actions("close")}</Button>
            </DialogClose>
            <Button
              variant="danger"
              busy={cancel.isPending}
              onClick={() => cancel.mutate({ ...source, version: order.version })}
            >
              {t("cancelConfirm")}
            </Button>
          </DialogActions>
        </DialogContent>
      </Dialog>
    </>
  );
}
