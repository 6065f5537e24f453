import type { DomainEvent } from "#server/platform/outbox.ts";

/** What shoppers read of a product's reviews changed: cached pages look again. */
export const reviewsChanged = (productId: string): DomainEvent => ({
  type: "reviews.product.changed",
  aggregateType: "product",
  aggregateId: productId,
  payload: { productId },
});
