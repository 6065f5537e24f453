/**
 * Every permission of the house, `<module>.<thing>.<verb>`. A procedure or page names exactly one.
 * "own" in a name means: only within the actor's own scope (see scope.ts).
 */
export const permissions = [
  // Anyone, guests included
  "shop.catalogue.read",
  "shop.stock.read",
  "shop.cart.use",
  "shop.checkout.use",
  "shop.order.track",
  "identity.session.create",
  // Customers, on what is theirs
  "account.profile.own",
  "account.order.own",
  "account.address.own",
  "account.invoice.own",
  // Staff
  "backoffice.home.read",
  "sales.order.read",
  "sales.order.cancel",
  "fulfilment.delivery.read",
  "fulfilment.delivery.process",
  "invoicing.invoice.read",
  "invoicing.invoice.post",
  "payments.payment.read",
  "payments.refund.create",
  "catalogue.product.read",
  "catalogue.product.write",
  "stock.level.read",
  "stock.level.adjust",
  "stock.transfer.create",
  "pricing.coupon.read",
  "pricing.coupon.write",
  "partners.partner.read",
  "identity.user.read",
  "identity.user.write",
  "platform.job.read",
  "platform.job.replay",
  "platform.audit.read",
] as const;

export type Permission = (typeof permissions)[number];
