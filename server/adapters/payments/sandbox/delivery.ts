/** Webhooks: every event is signed and sent until the shop answers 2xx, with growing pauses. */
import Stripe from "stripe";
import { z } from "zod";
import type { SandboxEvent } from "./event-types.ts";
import type { Delivery, Store } from "./store.ts";

export type WebhookTarget = { url: string; secret: string };

const [firstPause, longestPause] = [1, 60]; // seconds
const mostAttempts = 16;
const answerTimeoutMs = 10_000;
/** How many messages are under way at once: a shop is told, not flooded. */
const mostAtOnce = 8;

export const redeliverInput = z.strictObject({
  /** Which events; none named: all of them. */
  ids: z.array(z.string()).max(1000).optional(),
  times: z.number().int().min(1).max(20).default(1),
  reversed: z.boolean().default(false),
  /** For tests of the receiver: sign with another secret, or as if so many seconds ago. */
  secret: z.string().optional(),
  ageSeconds: z.number().int().min(0).default(0),
});
export type Redeliver = z.infer<typeof redeliverInput>;

export type Deliveries = {
  /** Sends what is due, without waiting for it. */
  kick(): void;
  pause(): void;
  resume(): void;
  /** Sends again, one after the other, and says how the shop answered (0: not at all). */
  redeliver(order: Redeliver): Promise<{ id: string; type: string; status: number }[]>;
  stop(): void;
};

async function post(target: WebhookTarget, event: SandboxEvent, order?: Redeliver): Promise<number> {
  const payload = JSON.stringify({ ...event, pending_webhooks: 1 }, null, 2);
  const timestamp = Math.floor(Date.now() / 1000) - (order?.ageSeconds ?? 0);
  const secret = order?.secret ?? target.secret;
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  try {
    const response = await fetch(target.url, {
      method: "POST",
      body: payload,
      headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
      redirect: "manual",
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0; // nobody there: tried again later like any refusal
  }
}

const isOk = (status: number): boolean => status >= 200 && status < 300;

export function createDeliveries(store: Store, target: WebhookTarget | null, now: () => number): Deliveries {
  const sending = new Set<string>();
  let paused = false;
  let stopped = false;

  function finish(delivery: Delivery, event: SandboxEvent, status: number): void {
    store.change((tx) => {
      const attempts = delivery.attempts + 1;
      if (isOk(status) || attempts >= mostAttempts) {
        tx.remove("deliveries", delivery.eventId);
        if (isOk(status)) tx.put("events", event.id, { ...event, pending_webhooks: 0 });
        return;
      }
      const pause = Math.min(firstPause * 2 ** (attempts - 1), longestPause);
      tx.put("deliveries", delivery.eventId, { ...delivery, attempts, nextAt: now() + pause });
    });
  }

  async function send(to: WebhookTarget, delivery: Delivery): Promise<void> {
    const event = store.change((tx) => tx.get("events", delivery.eventId));
    sending.add(delivery.eventId);
    try {
      const status = event ? await post(to, event) : 0;
      if (event && !stopped) finish(delivery, event, status);
    } finally {
      sending.delete(delivery.eventId);
      kick();
    }
  }

  function kick(): void {
    if (!target || paused || stopped) return;
    const waiting = store.change((tx) => tx.all("deliveries")).filter(({ eventId }) => !sending.has(eventId));
    const due = waiting.filter(({ nextAt }) => nextAt <= now());
    for (const delivery of due.slice(0, mostAtOnce - sending.size)) void send(target, delivery);
  }

  return {
    kick,
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
      kick();
    },
    redeliver: async (order) => {
      if (!target) return [];
      const all = store.change((tx) => tx.all("events"));
      const chosen = order.ids ? all.filter((event) => order.ids?.includes(event.id)) : all;
      const sequence = order.reversed ? chosen.reverse() : chosen;
      const answers = [];
      for (let round = 0; round < order.times; round++) {
        for (const event of sequence) {
          answers.push({ id: event.id, type: event.type, status: await post(target, event, order) });
        }
      }
      return answers;
    },
    stop: () => {
      stopped = true;
    },
  };
}
