import type { Permission } from "./permissions.ts";
import { permissions } from "./permissions.ts";

export const staffRoles = ["sales", "warehouse", "catalogue", "accountant", "support", "store", "admin"] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Roles of a user within a company account. */
export const membershipRoles = ["buyer", "approver", "accountant"] as const;
export type MembershipRole = (typeof membershipRoles)[number];

export type Role = "guest" | "customer" | StaffRole;

const guest = [
  "shop.catalogue.read",
  "shop.stock.read",
  "shop.cart.use",
  "shop.checkout.use",
  "shop.order.track",
  "identity.session.create",
] as const satisfies Permission[];

const customer = [
  ...guest,
  "account.profile.own",
  "account.order.own",
  "account.address.own",
  "account.invoice.own",
] as const satisfies Permission[];

const staff = (...granted: Permission[]): readonly Permission[] => [...customer, "backoffice.home.read", ...granted];

/** Who may do what: the only table. A role that is not here grants nothing. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  guest,
  customer,
  sales: staff(
    "sales.order.read",
    "sales.order.cancel",
    "fulfilment.delivery.read",
    "invoicing.invoice.read",
    "payments.payment.read",
    "catalogue.product.read",
    "stock.level.read",
    "pricing.coupon.read",
    "pricing.coupon.write",
    "partners.partner.read",
  ),
  warehouse: staff(
    "sales.order.read",
    "fulfilment.delivery.read",
    "fulfilment.delivery.process",
    "catalogue.product.read",
    "stock.level.read",
    "stock.level.adjust",
    "stock.transfer.create",
  ),
  catalogue: staff("catalogue.product.read", "catalogue.product.write", "stock.level.read", "pricing.coupon.read"),
  accountant: staff(
    "sales.order.read",
    "invoicing.invoice.read",
    "invoicing.invoice.post",
    "payments.payment.read",
    "payments.refund.create",
    "partners.partner.read",
  ),
  support: staff(
    "sales.order.read",
    "sales.order.cancel",
    "fulfilment.delivery.read",
    "invoicing.invoice.read",
    "payments.payment.read",
    "catalogue.product.read",
    "stock.level.read",
    "pricing.coupon.read",
    "partners.partner.read",
  ),
  store: staff(
    "sales.order.read",
    "fulfilment.delivery.read",
    "fulfilment.delivery.process",
    "catalogue.product.read",
    "stock.level.read",
    "stock.transfer.create",
  ),
  admin: permissions,
};
