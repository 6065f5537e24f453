import type { DomainEvent } from "../../platform/outbox.ts";

/** What is on hand or reserved of these variants changed: open pages, the search index and channels look again. */
export function levelsChanged(variantIds: Iterable<string>): DomainEvent {
  const unique = [...new Set(variantIds)].sort();
  return {
    type: "stock.level.changed",
    aggregateType: "variant",
    aggregateId: unique[0] ?? "",
    payload: { variantIds: unique },
  };
}

/** Goods arrived for what an order was promised beyond stock: its deliveries may be planned. */
export function supplyArrived(orderId: string): DomainEvent {
  return { type: "stock.supply.arrived", aggregateType: "order", aggregateId: orderId, payload: { orderId } };
}
