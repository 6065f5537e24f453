import { FileText, Printer } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { DeliveryDetail } from "../dto.ts";
import { AddressLines } from "../shared/address-lines.tsx";
import { documentHref, hasNote } from "../shared/document-href.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { ExactTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { ChangedMark } from "./changed-mark.tsx";
import { DeliveryLines } from "./delivery-lines.tsx";
import { ParcelList } from "./parcel-list.tsx";
import { PickingStep } from "./picking-step.tsx";
import { ShippingStep } from "./shipping-step.tsx";
import { StartPickingButton } from "./start-picking-button.tsx";

type DeliveryPageProps = { delivery: DeliveryDetail; mayProcess: boolean; mayReadOrders: boolean };

/** One delivery, from planned to delivered: always exactly one next step. Prints as a picking slip. */
export function DeliveryPage({ delivery, mayProcess, mayReadOrders }: DeliveryPageProps) {
  const t = useTranslations("backoffice.delivery");
  const locale = useLocale();
  const may = (action: DeliveryDetail["actions"][number]) => mayProcess && delivery.actions.includes(action);
  const picking = delivery.status === "picking" && may("pack");
  return (
    <>
      <PageHeader
        trail={[{ label: t("all"), href: "/admin/deliveries" }]}
        title={<span className="tabular">{delivery.number}</span>}
        aside={
          <>
            <Status of="delivery" value={delivery.status} />
            <span className="text-muted">{delivery.location.name}</span>
          </>
        }
        actions={
          <>
            <a
              href={documentHref.pickingSlip(delivery.number, locale)}
              target="_blank"
              rel="noreferrer"
              className={buttonStyle()}
            >
              <Printer aria-hidden />
              {t("slip")}
            </a>
            {hasNote(delivery) && (
              <a
                href={documentHref.deliveryNote(delivery.number)}
                target="_blank"
                rel="noreferrer"
                className={buttonStyle()}
              >
                <FileText aria-hidden />
                {t("note")}
              </a>
            )}
            {may("start_picking") && <StartPickingButton number={delivery.number} version={delivery.version} />}
          </>
        }
      />
      <ChangedMark changed={delivery.changed} wantedOn={delivery.wantedOn} />
      {delivery.backorderOf && (
        <p className="mb-4 text-muted">
          {t.rich("completes", {
            number: delivery.backorderOf,
            link: (text) => (
              <Link href={`/admin/deliveries/${delivery.backorderOf}`} className="underlined tabular">
                {text}
              </Link>
            ),
          })}
        </p>
      )}
      {delivery.backorders.map((number) => (
        <p key={number} className="mb-4 text-muted">
          {t.rich("continues", {
            number,
            link: (text) => (
              <Link href={`/admin/deliveries/${number}`} className="underlined tabular">
                {text}
              </Link>
            ),
          })}
        </p>
      ))}
      {delivery.awaited.length > 0 && (
        <p className="mb-4 text-warning">
          {t("awaited", {
            lines: delivery.awaited.map(({ quantity, name, sku }) => `${quantity} × ${name} (${sku})`).join(", "),
          })}
        </p>
      )}
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem] print:block">
        <div className="grid min-w-0 content-start gap-6">
          {picking ? (
            <PickingStep key={delivery.id} delivery={delivery} />
          ) : (
            <Section title={t("lines")}>
              <DeliveryLines delivery={delivery} />
            </Section>
          )}
          {may("ship") && <ShippingStep delivery={delivery} />}
          {delivery.parcels.length > 0 && !may("ship") && (
            <ParcelList delivery={delivery} mayDeliver={may("mark_delivered")} />
          )}
        </div>
        <div className="grid content-start gap-6 md:max-xl:grid-cols-2 print:mt-6">
          <Section title={t("destination")}>
            <AddressLines address={delivery.address} />
            <p className="text-muted">{delivery.shippingMethod.name}</p>
          </Section>
          <Section title={t("facts")}>
            <Facts
              rows={[
                [
                  t("order"),
                  mayReadOrders ? (
                    <Link key="o" href={`/admin/orders/${delivery.order.number}`} className="underlined tabular">
                      {delivery.order.number}
                    </Link>
                  ) : (
                    delivery.order.number
                  ),
                ],
                [t("placed"), <ExactTime key="p" at={delivery.order.placedAt} />],
                [t("planned"), <ExactTime key="c" at={delivery.createdAt} />],
                delivery.pickedAt ? [t("packed"), <ExactTime key="k" at={delivery.pickedAt} />] : null,
                delivery.shippedAt ? [t("shipped"), <ExactTime key="s" at={delivery.shippedAt} />] : null,
                delivery.deliveredAt ? [t("delivered"), <ExactTime key="d" at={delivery.deliveredAt} />] : null,
              ]}
            />
            {delivery.order.note && (
              <div>
                <h3 className="text-muted">{t("customerNote")}</h3>
                <p className="text-pretty whitespace-pre-line">{delivery.order.note}</p>
              </div>
            )}
          </Section>
        </div>
      </div>
    </>
  );
}
