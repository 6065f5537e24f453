import { useLocale, useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { formatMoney } from "#server/kernel/money.ts";
import type { CouponRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status } from "../shared/status.tsx";
import { CouponButton } from "./coupon-button.tsx";

const path = "/admin/coupons";

type CouponListProps = {
  state: ListState;
  rows: readonly CouponRow[];
  nextCursor: string | null;
  currency: string;
  mayWrite: boolean;
};

/** The codes given out, what each takes off, and how often it was used. */
export function CouponList({ state, rows, nextCursor, currency, mayWrite }: CouponListProps) {
  const t = useTranslations("backoffice.coupons");
  const worth = useWorth();
  return (
    <>
      <PageHeader title={t("title")} actions={mayWrite && <CouponButton currency={currency} />} />
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(coupon) => coupon.id}
        columns={[
          {
            key: "code",
            header: t("code"),
            cell: (coupon) => (
              <span className="grid max-sm:py-1.5">
                <span className="tabular font-medium">{coupon.code}</span>
                <span className="truncate text-xs text-muted sm:hidden">{worth(coupon)}</span>
              </span>
            ),
          },
          { key: "worth", header: t("worth"), className: "max-sm:hidden", cell: worth },
          {
            key: "used",
            header: t("used"),
            numeric: true,
            cell: (coupon) =>
              coupon.usageLimit === null ? coupon.used : t("usedOf", { used: coupon.used, limit: coupon.usageLimit }),
          },
          {
            key: "perCustomer",
            header: t("perCustomer"),
            numeric: true,
            className: "max-md:hidden",
            cell: (coupon) => coupon.perCustomer ?? "—",
          },
          {
            key: "status",
            header: t("status"),
            cell: (coupon) => <Status of="coupon" value={coupon.state} />,
          },
          {
            key: "change",
            header: t("change"),
            action: true,
            cell: (coupon) => mayWrite && <CouponButton coupon={coupon} currency={currency} />,
          },
        ]}
        empty={<EmptyList filtered={false} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={nextCursor} count={rows.length} />
    </>
  );
}

/** "−10 %", "−15,00 €", "free delivery", with what must be bought for it. */
function useWorth(): (coupon: CouponRow) => string {
  const t = useTranslations("backoffice.coupons");
  const format = useFormatter();
  const locale = useLocale();
  return ({ share, amount, minimum }) => {
    const what = share
      ? t("percentOff", { share: format.number(Number(share), { style: "percent", maximumFractionDigits: 2 }) })
      : amount
        ? t("amountOff", { amount: formatMoney(amount, locale) })
        : t("freeShipping");
    return minimum ? `${what} · ${t("from", { amount: formatMoney(minimum, locale) })}` : what;
  };
}
