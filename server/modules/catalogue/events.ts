import type { DomainEvent } from "#server/platform/outbox.ts";

/** Something a shopper sees of these products changed: the search index and cached pages look again. One event each. */
export function productsChanged(productIds: Iterable<string>): DomainEvent[] {
  return [...new Set(productIds)].map((productId) => ({
    type: "catalogue.product.changed",
    aggregateType: "product",
    aggregateId: productId,
    payload: { productId },
  }));
}

/** Lists and searches now find these products as they are, or no longer: cached lists look again. One event for all. */
export function productsIndexed(productIds: readonly string[]): DomainEvent[] {
  const [first] = productIds;
  if (!first) return [];
  return [{ type: "catalogue.products.indexed", aggregateType: "product", aggregateId: first, payload: {} }];
}

/** Words that mean the same were entered, changed or removed: search engines are told. */
export const synonymsChanged = (id: string): DomainEvent => ({
  type: "catalogue.synonyms.changed",
  aggregateType: "synonym",
  aggregateId: id,
  payload: { synonymId: id },
});

/** Pictures came into the media store: renditions are made of them. One event for all. */
export function mediaStored(mediaIds: readonly string[]): DomainEvent[] {
  const [first] = mediaIds;
  if (!first) return [];
  return [{ type: "catalogue.media.stored", aggregateType: "media", aggregateId: first, payload: { mediaIds } }];
}

/** Renditions and blurs of pictures are there: pages may be drawn anew. */
export const mediaRendered = (mediaId: string): DomainEvent => ({
  type: "catalogue.media.rendered",
  aggregateType: "media",
  aggregateId: mediaId,
  payload: { mediaId },
});

/** Who makes goods changed: pages name them. */
export const makerChanged = (makerId: string): DomainEvent => ({
  type: "catalogue.maker.changed",
  aggregateType: "maker",
  aggregateId: makerId,
  payload: { makerId },
});

/** What may be said of products, or which of them say it, changed for many at once: what is derived is built anew. */
export const attributesChanged = (id: string): DomainEvent => ({
  type: "catalogue.attributes.changed",
  aggregateType: "attribute",
  aggregateId: id,
  payload: { attributeId: id },
});
