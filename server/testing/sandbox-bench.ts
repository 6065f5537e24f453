/** The payment contract's bench on the sandbox: a real server on a free port, a listener for its webhooks. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { type SandboxOptions, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import type { PaymentProvider } from "#server/modules/payments/port.ts";
import type { CardWish, PaymentBench } from "./payment-provider-contract.ts";
import { answerChallenge, payOnPage, testCards } from "./sandbox-shopper.ts";

export const benchSecrets = { key: "sk_test_bench", webhook: "whsec_bench" };

const cards: Record<CardWish, string> = {
  accepted: testCards.accepted,
  challenge: testCards.challenge,
  card_declined: testCards.declined,
  insufficient_funds: testCards.insufficientFunds,
  expired_card: testCards.expired,
};

type Message = { rawBody: string; headers: Headers };

/** A shop that only listens: keeps what it is sent, answers 200 unless told otherwise. */
export async function listenForWebhooks() {
  const messages: Message[] = [];
  let answer = () => 200;
  const load = { now: 0, peak: 0 };
  const server = createServer((request, response) => {
    let rawBody = "";
    load.peak = Math.max(load.peak, ++load.now);
    request.on("data", (chunk: Buffer) => {
      rawBody += chunk.toString();
    });
    request.on("end", () => {
      const status = answer();
      const signature = String(request.headers["stripe-signature"]);
      if (status === 200) messages.push({ rawBody, headers: new Headers({ "stripe-signature": signature }) });
      // A shop takes a moment: messages that are sent at once are seen at once.
      setTimeout(() => {
        load.now -= 1;
        response.writeHead(status).end();
      }, 2);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    messages,
    /** How many messages were under way at once, at most. */
    peak: () => load.peak,
    answerWith: (next: () => number) => {
      answer = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Asks the sandbox's control addresses. */
export async function control(url: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}/_sandbox/${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`sandbox control ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

const faults = {
  error: { kind: "500" },
  too_many: { kind: "429" },
  disconnect: { kind: "disconnect" },
  answer_lost: { kind: "disconnect", when: "after" },
} as const;

/** Opens a bench; `create` builds the provider under test for an address and a key. */
export async function openSandboxBench(
  create: (apiBase: string, key: string) => PaymentProvider,
  options: SandboxOptions = {},
): Promise<PaymentBench> {
  const shop = await listenForWebhooks();
  const webhook = { url: shop.url, secret: benchSecrets.webhook };
  const sandbox = await startSandbox({ webhook, secretKey: benchSecrets.key, tickMs: 50, ...options });
  const provider = create(sandbox.url, benchSecrets.key);

  async function sent(isWanted: Parameters<PaymentBench["sent"]>[0]): Promise<Message> {
    for (let tries = 0; tries < 100; tries++) {
      const found = shop.messages.find(({ rawBody, headers }) => {
        const event = provider.verifyWebhook(rawBody, headers);
        return event !== null && isWanted(event);
      });
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the message never came");
  }

  return {
    provider,
    stranger: create(sandbox.url, "sk_test_stranger"),
    pay: async (start, card) => (await payOnPage(start.redirectUrl, cards[card])).location,
    answerChallenge: async (start, passed) => (await answerChallenge(start.redirectUrl, passed)).location,
    letExpire: async (ref) => void (await control(sandbox.url, `sessions/${ref}/advance`, { seconds: 90_000 })),
    breakNext: async (how, count) => void (await control(sandbox.url, "faults", { ...faults[how], count })),
    repair: async () => void (await control(sandbox.url, "faults/clear", {})),
    sent,
    sign: (payload, how) => {
      const secret = how.wrongSecret ? "whsec_forged" : benchSecrets.webhook;
      const timestamp = Math.floor(Date.now() / 1000) - (how.ageSeconds ?? 0);
      return new Headers({
        "Stripe-Signature": Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }),
      });
    },
    unrelated: () =>
      JSON.stringify({ id: "evt_other", object: "event", type: "payout.paid", data: { object: { id: "po_1" } } }),
    close: async () => {
      await sandbox.close();
      await shop.close();
    },
  };
}
