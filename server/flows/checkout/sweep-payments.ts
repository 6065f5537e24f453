// The payments' sweep, several times a minute: whatever the provider has announced and we have not worked off (the message
// never came, the worker died over it, the provider was down when we asked back) is taken up. One question to the provider
// and one statement, however many payments are open.
import { paymentProvider } from "#server/adapters/payments/registry.ts";
import { DomainError } from "#server/kernel/errors.ts";
import type { PaymentProvider } from "#server/modules/payments/port.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { takeMessage } from "./take-message.ts";

const minute = 60_000;
/** How far a sweep looks back: the last one saw the rest. A message is left alone while it is this young. */
const [usual, patience] = [10 * minute, 15_000];

export type Swept = { taken: number; again: number };

/**
 * Takes up what was announced since; how much of it was new, and how much is tried again. `since` reaches further back after
 * a stop. A provider that does not answer is asked by the next sweep.
 */
export async function sweepPayments(
  now: Date,
  options: { since?: Date; provider?: PaymentProvider } = {},
): Promise<Swept> {
  const provider = options.provider ?? paymentProvider();
  const swept: Swept = { taken: 0, again: 0 };
  const events = await provider.events(options.since ?? new Date(now.getTime() - usual)).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    // Down: the next sweep asks again. Refused (a restricted key that may not read events): an operator has to hear of it.
    const { code, details } = error;
    if (error.kind === "unavailable") log.warn({ code }, "the payments' sweep waits for the provider");
    else log.error({ code, details }, "the provider refuses to tell the payments' sweep what it announced");
    return [];
  });
  if (events.length === 0) return swept;
  const known = await db().webhookInbox.findMany({
    where: { provider: provider.code, externalId: { in: events.map((event) => event.externalId) } },
    select: { externalId: true, receivedAt: true, processedAt: true },
  });
  const seen = new Map(known.map((row) => [row.externalId, row]));
  for (const event of events) {
    const row = seen.get(event.externalId);
    if (row && (row.processedAt || row.receivedAt.getTime() > now.getTime() - patience)) continue;
    if (await takeMessage(provider.code, event, { again: row !== undefined })) swept.taken++;
    else swept.again++;
  }
  return swept;
}
