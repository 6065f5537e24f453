import type { DomainEvent } from "#server/platform/outbox.ts";

/** Something a shopper reads of the home page or the journal changed: cached pages look again. */
export const pageChanged = (of: "block" | "article", id: string): DomainEvent => ({
  type: "content.page.changed",
  aggregateType: of,
  aggregateId: id,
  payload: { id },
});
