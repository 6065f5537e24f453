import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { OrderDetail } from "../dto.ts";
import { AddressLines } from "../shared/address-lines.tsx";
import { Facts, Section } from "../shared/section.tsx";

/** Who bought, where it goes, who is billed. */
export function CustomerBox({ order, quoteLinked }: { order: OrderDetail; quoteLinked: boolean }) {
  const t = useTranslations("backoffice.order");
  const same = JSON.stringify(order.billing) === JSON.stringify(order.delivery);
  return (
    <Section title={t("customer")}>
      <p>
        <a href={`mailto:${order.email}`} className="underlined break-all">
          {order.email}
        </a>
        {order.phone && <span className="block">{order.phone}</span>}
      </p>
      {(order.purchaseReference || order.parties.company || order.quote) && (
        <Facts
          rows={[
            order.quote
              ? [
                  t("quote"),
                  quoteLinked ? (
                    <Link key="q" href={`/admin/quotes/${order.quote.id}`} className="underlined tabular">
                      {order.quote.number}
                    </Link>
                  ) : (
                    order.quote.number
                  ),
                ]
              : null,
            order.purchaseReference ? [t("reference"), order.purchaseReference] : null,
            order.parties.company ? [t("company"), order.parties.company] : null,
            order.parties.company && order.parties.orderer ? [t("orderer"), order.parties.orderer] : null,
            order.parties.billTo ? [t("billedTo"), order.parties.billTo] : null,
            order.parties.payer ? [t("payer"), order.parties.payer] : null,
          ]}
        />
      )}
      {order.note && (
        <div>
          <h3 className="text-muted">{t("note")}</h3>
          <p className="text-pretty whitespace-pre-line">{order.note}</p>
        </div>
      )}
      <div>
        <h3 className="text-muted">{t("deliverTo")}</h3>
        <AddressLines address={order.delivery} />
      </div>
      <div>
        <h3 className="text-muted">{t("billTo")}</h3>
        {same ? <p>{t("sameAddress")}</p> : <AddressLines address={order.billing} />}
      </div>
    </Section>
  );
}
