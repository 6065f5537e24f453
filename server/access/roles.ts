import type { Permission } from "./permissions.ts";
import { permissions } from "./permissions.ts";

export const staffRoles = ["sales", "warehouse", "catalogue", "accountant", "support", "store", "admin"] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Roles of a user within a company account. */
export const membershipRoles = ["buyer", "approver", "accountant", "administrator"] as const;
export type MembershipRole = (typeof membershipRoles)[number];

export type Role = "guest" | "customer" | StaffRole;

const guest = [
  "shop.catalogue.read",
  "shop.stock.read",
  "shop.cart.use",
  "shop.checkout.use",
  "shop.order.track",
  "shop.order.change",
  "shop.order.return",
  "shop.attachment.add",
  "shop.proof.read",
  "shop.alert.use",
  "shop.review.use",
  "identity.session.create",
] as const satisfies Permission[];

const customer = [
  ...guest,
  "account.profile.own",
  "account.order.own",
  "account.address.own",
  "account.invoice.own",
  "account.wishlist.own",
  "account.review.own",
  "account.company.own",
] as const satisfies Permission[];

const staff = (...granted: Permission[]): readonly Permission[] => [...customer, "backoffice.home.read", ...granted];

/** Who may do what: the only table. A role that is not here grants nothing. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  guest,
  customer,
  sales: staff(
    "sales.order.read",
    "sales.order.cancel",
    "sales.order.edit",
    "sales.order.collect_later",
    "fulfilment.pickup.read",
    "fulfilment.promise.read",
    "fulfilment.return.read",
    "fulfilment.return.process",
    "fulfilment.delivery.read",
    "invoicing.invoice.read",
    "payments.payment.read",
    "catalogue.product.read",
    "stock.level.read",
    "pricing.coupon.read",
    "pricing.coupon.write",
    "reviews.review.read",
    "partners.partner.read",
    "companies.company.write",
  ),
  warehouse: staff(
    "sales.order.read",
    "fulfilment.pickup.read",
    "fulfilment.pickup.process",
    "fulfilment.promise.read",
    "fulfilment.return.read",
    "fulfilment.return.process",
    "fulfilment.delivery.read",
    "fulfilment.delivery.process",
    "catalogue.product.read",
    "stock.level.read",
    "stock.level.adjust",
    "stock.transfer.create",
    "stock.supply.write",
  ),
  catalogue: staff(
    "catalogue.product.read",
    "catalogue.product.write",
    "content.page.write",
    "reviews.review.read",
    "reviews.review.moderate",
    "stock.level.read",
    "stock.policy.write",
    "pricing.coupon.read",
  ),
  accountant: staff(
    "sales.order.read",
    "fulfilment.return.read",
    "invoicing.invoice.read",
    "invoicing.invoice.post",
    "payments.payment.read",
    "payments.gift_card.read",
    "payments.gift_card.issue",
    "payments.refund.create",
    "payments.payment.capture",
    "payments.bank.read",
    "payments.bank.match",
    "payments.reconciliation.read",
    "payments.reconciliation.run",
    "partners.partner.read",
    "accounting.journal.read",
    "accounting.entry.correct",
    "accounting.account.write",
    "platform.check.read",
    "platform.check.run",
  ),
  support: staff(
    "sales.order.read",
    "sales.order.cancel",
    "sales.order.edit",
    "fulfilment.pickup.read",
    "fulfilment.promise.read",
    "fulfilment.return.read",
    "fulfilment.return.process",
    "fulfilment.return.override",
    "fulfilment.delivery.read",
    "invoicing.invoice.read",
    "payments.payment.read",
    "payments.gift_card.read",
    "catalogue.product.read",
    "stock.level.read",
    "pricing.coupon.read",
    "reviews.review.read",
    "reviews.review.moderate",
    "partners.partner.read",
  ),
  store: staff(
    "sales.order.read",
    "fulfilment.pickup.read",
    "fulfilment.pickup.process",
    "fulfilment.return.read",
    "fulfilment.return.process",
    "fulfilment.delivery.read",
    "fulfilment.delivery.process",
    "catalogue.product.read",
    "stock.level.read",
    "stock.transfer.create",
  ),
  admin: permissions,
};
