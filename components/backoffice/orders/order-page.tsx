import { useTranslations } from "next-intl";
import type { OrderDetail } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Status } from "../shared/status.tsx";
import { ChangeBanner } from "./change-banner.tsx";
import { ClaimsBox } from "./claims-box.tsx";
import { CustomerBox } from "./customer-box.tsx";
import { DocumentsBox } from "./documents-box.tsx";
import { EditOrder } from "./edit-order.tsx";
import { FollowOrder } from "./follow-order.tsx";
import { FulfilmentBox } from "./fulfilment-box.tsx";
import { LinesBox } from "./lines-box.tsx";
import { MoneyBox } from "./money-box.tsx";
import { OrderActions } from "./order-actions.tsx";
import { PointsBox } from "./points-box.tsx";
import { ReturnsBox } from "./returns-box.tsx";
import { Timeline } from "./timeline.tsx";

type OrderPageProps = {
  order: OrderDetail;
  may: {
    readDeliveries: boolean;
    readReturns: boolean;
    readClaims: boolean;
    overrideReturns: boolean;
    collectLater: boolean;
    readQuotes: boolean;
  };
  /** In edit mode: where it may go. */
  edit: { countries: readonly { code: string; name: string }[] } | null;
};

/** One order: what was bought, what was paid, what left the house, what happened; the next thing to do on top. */
export function OrderPage({ order, may, edit }: OrderPageProps) {
  const t = useTranslations("backoffice.orders");
  const closed = order.status === "cancelled" || order.status === "expired";
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/admin/orders" }]}
        title={<span className="tabular">{order.number}</span>}
        aside={
          <>
            <Status of="order" value={order.status} />
            <Status of="payment" value={order.paymentStatus} quiet={closed} />
            <Status of="fulfilment" value={order.deliveryStatus} />
            <span className="text-muted">
              <RelativeTime at={order.placedAt} /> · {order.channel}
            </span>
          </>
        }
        actions={edit ? undefined : <OrderActions order={order} />}
      />
      <FollowOrder number={order.number} editing={edit !== null} />
      <ChangeBanner order={order} />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 content-start gap-6">
          {edit ? (
            <EditOrder
              key={order.version}
              order={order}
              countries={edit.countries}
              mayCollectLater={may.collectLater}
            />
          ) : (
            <LinesBox order={order} />
          )}
          <FulfilmentBox order={order} linked={may.readDeliveries} />
          <ReturnsBox order={order} linked={may.readReturns} mayOverride={may.overrideReturns} />
          <ClaimsBox order={order} linked={may.readClaims} />
          <Timeline order={order} />
        </div>
        <div className="grid content-start gap-6 md:max-xl:grid-cols-2">
          <MoneyBox order={order} />
          <PointsBox order={order} />
          <DocumentsBox order={order} withSlips={may.readDeliveries} />
          <CustomerBox order={order} quoteLinked={may.readQuotes} />
        </div>
      </div>
    </>
  );
}
