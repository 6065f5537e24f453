/** One request of Stripe's API: key check, idempotency, the work itself, errors in Stripe's shape. */
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { type FormObject, parseForm } from "../form.ts";
import { type Answer, jsonAnswer } from "../http.ts";
import { stripeId } from "../ids.ts";
import { isRemembered } from "../rules/forget.ts";
import type { Store, Tx } from "../store.ts";
import { idempotencyMismatch, unauthorised, WireError } from "../wire-error.ts";
import type { Work } from "../work.ts";
import { answerApi } from "./routes.ts";

export type ApiRequest = { method: string; url: URL; headers: IncomingHttpHeaders; body: string };
type Setting = { store: Store; secretKey: string | null; workFor: (tx: Tx, request: Work["request"]) => Work };

function assertKey(authorization: string | undefined, secretKey: string | null): void {
  const key = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  if (!key) throw unauthorised("You did not provide an API key.");
  const known = secretKey ? key === secretKey : /^(sk|rk)_test_/.test(key);
  if (!known) throw unauthorised(`Invalid API Key provided: ${key.slice(0, 8)}****`);
}

const fingerprintOf = (request: ApiRequest): string =>
  createHash("sha256").update(`${request.method} ${request.url.pathname}\n${request.body}`).digest("hex");

type Done = { status: number; body: unknown; requestId: string; replayed: boolean };

/** Does the work once per idempotency key: the first answer is kept for a day and given again. */
function once(work: Work, request: ApiRequest, key: string | undefined, requestId: string): Done {
  const input: FormObject = parseForm(request.method === "GET" ? request.url.search : request.body);
  const run = () => answerApi(work, request.method, request.url.pathname, input);
  if (!key || request.method === "GET") return { status: 200, body: run(), requestId, replayed: false };
  const fingerprint = fingerprintOf(request);
  const answer = work.tx.get("answers", key);
  const saved = answer && isRemembered(answer.at, work.now) ? answer : undefined;
  if (saved && saved.fingerprint !== fingerprint) throw idempotencyMismatch(key);
  if (saved) return { status: saved.status, body: saved.body, requestId: saved.requestId, replayed: true };
  // A refused request throws before this line: like Stripe, only what was carried out is remembered.
  const body = run();
  work.tx.put("answers", key, { key, fingerprint, status: 200, body, requestId, at: work.now });
  return { status: 200, body, requestId, replayed: false };
}

export function handleApi(setting: Setting, request: ApiRequest): Answer {
  const requestId = stripeId("req_", 14);
  const header = request.headers["idempotency-key"];
  const key = Array.isArray(header) ? header[0] : header;
  try {
    assertKey(request.headers.authorization, setting.secretKey);
    const done = setting.store.change((tx) =>
      once(setting.workFor(tx, { id: requestId, idempotency_key: key ?? null }), request, key, requestId),
    );
    return jsonAnswer(done.status, done.body, {
      "request-id": requestId,
      ...(key && { "idempotency-key": key }),
      ...(done.replayed && { "idempotent-replayed": "true", "original-request": done.requestId }),
    });
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return jsonAnswer(error.status, error.body, { "request-id": requestId });
  }
}
