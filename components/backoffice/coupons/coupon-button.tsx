"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { CouponRow } from "../dto.ts";
import { CouponForm } from "./coupon-form.tsx";

/** Opens the form of a coupon: a new one, or one that exists. */
export function CouponButton({ coupon, currency }: { coupon?: CouponRow; currency: string }) {
  const t = useTranslations("backoffice.coupons");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={coupon ? "ghost" : "primary"}
        size={coupon ? "sm" : "md"}
        aria-label={coupon && t("changeCode", { code: coupon.code })}
        onClick={() => setOpen(true)}
      >
        {coupon ? t("change") : t("create")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <CouponForm coupon={coupon} currency={currency} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}
