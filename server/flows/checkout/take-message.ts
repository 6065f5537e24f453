// A provider's message, whether it was sent to us or fetched: stored once under the provider's id, and a job settles the
// payment it is about. No permission: the message was verified, or comes from the provider itself.
import { newId } from "#server/kernel/ids.ts";
import type { WebhookEvent } from "#server/modules/payments/port.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";

/** Stores a message and enqueues its job; false when it was known. `again`: has a known one worked off anew. */
export function takeMessage(
  provider: string,
  event: WebhookEvent,
  options: { again?: boolean } = {},
): Promise<boolean> {
  const { externalId, type, payload, paymentId, sessionRef, intentRef } = event;
  return inTx(async (tx) => {
    const id = newId("webhook");
    const written = await tx.$executeRaw`
      INSERT INTO webhook_inbox (id, provider, external_id, type, payload)
      VALUES (${id}, ${provider}, ${externalId}, ${type}, ${JSON.stringify(payload)}::jsonb)
      ON CONFLICT (provider, external_id) DO NOTHING`;
    if (written === 0 && !options.again) return false;
    const known = { provider_externalId: { provider, externalId } };
    const inboxId =
      written > 0 ? id : (await tx.webhookInbox.findUniqueOrThrow({ where: known, select: { id: true } })).id;
    const refs = { inboxId, provider, paymentId, sessionRef, intentRef };
    enqueue(tx, "settle-webhook", refs, { key: `webhook:${inboxId}` });
    return written > 0;
  });
}
