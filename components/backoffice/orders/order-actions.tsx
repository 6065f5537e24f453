import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { OrderDetail } from "../dto.ts";
import { PostInvoiceButton } from "../invoices/post-invoice-button.tsx";
import { CancelOrderButton } from "./cancel-order-button.tsx";

/** The next thing to do stands out; the rest is there and quiet. What is offered comes from the server (`order.actions`). */
export function OrderActions({ order }: { order: OrderDetail }) {
  const t = useTranslations("backoffice.orders");
  const can = (action: string) => (order.actions as readonly string[]).includes(action);
  const next = order.deliveries.find((delivery) => ["planned", "picking", "packed"].includes(delivery.status));
  const draft = order.invoices.find((invoice) => invoice.status === "draft");
  const handling = next && (can("start_picking") || can("pick") || can("pack") || can("ship"));
  return (
    <>
      {can("cancel") && <CancelOrderButton number={order.number} version={order.version} paid={order.paymentStatus} />}
      {can("edit") && <LinkButton href={`/admin/orders/${order.number}?edit=1`}>{t("edit")}</LinkButton>}
      {draft && can("post_invoice") && <PostInvoiceButton id={draft.id} variant={handling ? "secondary" : "primary"} />}
      {handling && (
        <LinkButton variant="primary" href={`/admin/deliveries/${next.number}`}>
          {t(`next.${next.status as "planned" | "picking" | "packed"}`)}
        </LinkButton>
      )}
    </>
  );
}
