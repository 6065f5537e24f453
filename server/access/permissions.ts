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
  "shop.proof.read",
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
  "sales.order.edit",
  "sales.order.collect_later",
  "fulfilment.delivery.read",
  "fulfilment.delivery.process",
  "fulfilment.return.read",
  "fulfilment.return.process",
  "fulfilment.return.override",
  "invoicing.invoice.read",
  "invoicing.invoice.post",
  "payments.payment.read",
  "payments.refund.create",
  "accounting.journal.read",
  "accounting.entry.correct",
  "accounting.account.write",
  "catalogue.product.read",
  "catalogue.product.write",
  "stock.level.read",
  "stock.level.adjust",
  "stock.transfer.create",
  "stock.supply.write",
  "stock.policy.write",
  "channels.channel.read",
  "channels.channel.write",
  "pricing.coupon.read",
  "pricing.coupon.write",
  "partners.partner.read",
  "identity.user.read",
  "identity.user.write",
  "platform.job.read",
  "platform.job.replay",
  "platform.audit.read",
  "platform.check.read",
  "platform.check.run",
] as const;

export type Permission = (typeof permissions)[number];
