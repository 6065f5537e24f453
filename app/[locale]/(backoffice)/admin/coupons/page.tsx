import { definePage } from "#app/_page/define-page.tsx";
import { CouponList } from "#components/backoffice/coupons/coupon-list.tsx";
import { currentCursor, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("coupons");

export default definePage(
  "pricing.coupon.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, []);
    const { items, nextCursor, currency } = await api.admin.coupons.list({
      cursor: currentCursor(state),
      limit: pageSize(state),
    });
    return (
      <CouponList
        state={state}
        rows={items}
        nextCursor={nextCursor}
        currency={currency}
        mayWrite={can(actor, "pricing.coupon.write")}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
