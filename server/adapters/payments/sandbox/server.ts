/**
 * A Stripe of our own for machines without a Stripe account: the part of the API that the adapter uses, the hosted
 * payment page with Stripe's test cards, signed webhooks. Pretend money only; listens on this machine unless told
 * otherwise.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, systemClock } from "#server/kernel/clock.ts";
import { type ApiRequest, handleApi } from "./api/handle.ts";
import { handleControl } from "./control.ts";
import { createDeliveries, type WebhookTarget } from "./delivery.ts";
import { createFaults, type Fault } from "./faults.ts";
import { type Answer, jsonAnswer, readBody, send } from "./http.ts";
import { handlePage } from "./page/handle.ts";
import { letGoOverdue } from "./rules/capture.ts";
import { expireOverdue } from "./rules/expire.ts";
import { forgetOld } from "./rules/forget.ts";
import { settleRefunds } from "./rules/refund.ts";
import { openStore, type Tx } from "./store.ts";
import type { Work } from "./work.ts";

export type SandboxOptions = {
  /** 0 or none: any free port. */
  port?: number;
  host?: string;
  /** Where browsers reach it, when not at `http://localhost:<port>`. */
  publicUrl?: string | null;
  webhook?: WebhookTarget | null;
  /** Keeps everything across restarts; none: forgotten at the end. */
  stateFile?: string | null;
  /** Only this key is accepted; none: any key that starts with `sk_test_`. */
  secretKey?: string | null;
  merchant?: string;
  clock?: Clock;
  refundDelaySeconds?: number;
  /** How often overdue sessions, slow refunds and repeated webhooks are looked at. */
  tickMs?: number;
};

export type Sandbox = { url: string; port: number; close(): Promise<void> };

const hangMs = 60_000;

/** Starts a sandbox and resolves when it listens. Rejects with node's own error when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? systemClock;
  const now = () => Math.floor(clock.now().getTime() / 1000);
  const store = openStore(options.stateFile ?? null);
  const webhook = options.webhook ?? null;
  const deliveries = createDeliveries(store, webhook, now);
  const faults = createFaults();
  let publicUrl = options.publicUrl?.replace(/\/+$/, "") ?? "";

  const workFor = (tx: Tx, request: Work["request"]): Work => ({
    tx,
    now: now(),
    publicUrl,
    hasWebhook: webhook !== null,
    request,
    refundDelay: options.refundDelaySeconds ?? 5,
  });
  const setting = {
    store,
    faults,
    deliveries,
    workFor,
    secretKey: options.secretKey ?? null,
    merchant: options.merchant ?? "Comptoir",
  };

  async function answerApi(call: ApiRequest, response: ServerResponse): Promise<Answer | undefined> {
    const fault = faults.next(call.url.pathname);
    const answer = !fault || fault.when === "after" ? handleApi(setting, call) : undefined;
    return fault ? failed(fault, response) : answer;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const method = request.method ?? "GET";
    const body = await readBody(request);
    if (body === null) return jsonAnswer(413, { error: { type: "invalid_request_error", message: "Too large." } });
    if (url.pathname.startsWith("/_sandbox/")) return handleControl(setting, request, url.pathname, body);
    if (url.pathname === "/favicon.ico") return { status: 204, headers: {}, body: "" };
    const page = handlePage(setting, method, url.pathname, body);
    return page ?? answerApi({ method, url, headers: request.headers, body }, response);
  }

  const server = createServer((request, response) => {
    answer(request, response)
      .then((result) => {
        if (result) send(response, result);
        deliveries.kick();
      })
      .catch((error: unknown) => {
        process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : error}\n`);
        if (!response.headersSent) send(response, jsonAnswer(500, serverError));
      });
  });

  function tick(): void {
    store.change((tx) => {
      const work = workFor(tx, null);
      expireOverdue(work);
      letGoOverdue(work);
      settleRefunds(work);
      forgetOld(work);
    });
    deliveries.kick();
  }

  const port = await listen(server, options.port ?? 0, options.host ?? "127.0.0.1");
  publicUrl ||= `http://localhost:${port}`;
  const timer = setInterval(tick, options.tickMs ?? 1_000);
  tick();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: async () => {
      clearInterval(timer);
      deliveries.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const serverError = { error: { type: "api_error", message: "An unknown error occurred." } };
const tooMany = { error: { type: "invalid_request_error", code: "rate_limit", message: "Too many requests." } };

/** Plays an ordered failure; nothing to send when the connection itself is the failure. */
async function failed(fault: Fault, response: ServerResponse): Promise<Answer | undefined> {
  if (fault.kind === "500") return jsonAnswer(500, serverError);
  if (fault.kind === "429") return jsonAnswer(429, tooMany);
  if (fault.kind === "timeout") {
    await new Promise<void>((resolve) => {
      const hang = setTimeout(resolve, hangMs);
      response.once("close", () => {
        clearTimeout(hang);
        resolve();
      });
    });
  }
  response.destroy();
  return undefined;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
