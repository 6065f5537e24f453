import type { DomainEvent } from "#server/platform/outbox.ts";

/** A channel sells on other terms: open pages look again. */
export function channelChanged(channelId: string): DomainEvent {
  return {
    type: "channels.channel.changed",
    aggregateType: "channel",
    aggregateId: channelId,
    payload: { channelId },
  };
}
