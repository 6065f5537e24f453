import { channelByCode } from "#server/modules/channels/index.ts";
import {
  changeCouponInput,
  couponPage,
  couponRow,
  createCouponInput,
  listCouponsInput,
} from "#server/modules/pricing/contract-coupon.ts";
import { changeCoupon, createCoupon, listCoupons } from "#server/modules/pricing/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["coupons"];

const currencyOf = async (ctx: { channelCode: string }) => (await channelByCode(db(), ctx.channelCode)).currency;

/** Coupons and their limits. */
export const adminCouponsRouter = router({
  list: guarded("pricing.coupon.read")
    .meta({ openapi: { method: "GET", path: "/admin/coupons", tags, summary: "Coupons, newest first" } })
    .input(listCouponsInput)
    .output(couponPage)
    .query(async ({ ctx, input }) => listCoupons(db(), input, await currencyOf(ctx), new Date())),
  create: guarded("pricing.coupon.write")
    .meta({ openapi: { method: "POST", path: "/admin/coupons", tags, summary: "Create a coupon" } })
    .input(createCouponInput)
    .output(couponRow)
    .mutation(async ({ ctx, input }) => {
      const currency = await currencyOf(ctx);
      return inTx((tx) => createCoupon(tx, { ...input, currency }, ctx.by, new Date()));
    }),
  change: guarded("pricing.coupon.write")
    .meta({ openapi: { method: "PUT", path: "/admin/coupons/{id}", tags, summary: "Change a coupon's terms" } })
    .input(changeCouponInput)
    .output(couponRow)
    .mutation(async ({ ctx, input }) => {
      const currency = await currencyOf(ctx);
      return inTx((tx) => changeCoupon(tx, { ...input, currency }, ctx.by, new Date()));
    }),
});
