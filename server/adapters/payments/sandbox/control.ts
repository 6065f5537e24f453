/**
 * `/_sandbox/…`: what tests may ask of the sandbox and Stripe has no address for. Only for programs on this machine:
 * other addresses are refused, and so is a web page (browsers say where a request comes from).
 */
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { type Deliveries, redeliverInput } from "./delivery.ts";
import { type Faults, faultInput } from "./faults.ts";
import { type Answer, jsonAnswer } from "./http.ts";
import { hastenHold, letGoOverdue } from "./rules/capture.ts";
import { expireOverdue } from "./rules/expire.ts";
import type { Store, Tx } from "./store.ts";
import type { Work } from "./work.ts";

export type ControlSetting = {
  store: Store;
  faults: Faults;
  deliveries: Deliveries;
  workFor: (tx: Tx, request: Work["request"]) => Work;
};

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

const isLocal = (request: IncomingMessage): boolean =>
  loopback.has(request.socket.remoteAddress ?? "") &&
  request.headers.origin === undefined &&
  request.headers["sec-fetch-site"] === undefined;

const advanceInput = z.strictObject({ seconds: z.number().int().min(1) });

/** Lets a session's time pass: its end, and the end of what is held for it, come nearer by so many seconds. */
function advance(setting: ControlSetting, id: string, seconds: number): Answer {
  const status = setting.store.change((tx) => {
    const work = setting.workFor(tx, null);
    const entry = tx.get("sessions", id);
    if (!entry) return undefined;
    const session = { ...entry.session, expires_at: entry.session.expires_at - seconds };
    tx.put("sessions", id, { ...entry, session });
    hastenHold(work, session, seconds);
    expireOverdue(work);
    letGoOverdue(work);
    return tx.get("sessions", id)?.session.status;
  });
  setting.deliveries.kick();
  return status ? jsonAnswer(200, { id, status }) : jsonAnswer(404, { error: "no such session" });
}

async function run(setting: ControlSetting, method: string, path: string, input: unknown): Promise<Answer> {
  const { store, faults, deliveries } = setting;
  const session = /^\/_sandbox\/sessions\/(\w+)\/advance$/.exec(path)?.[1];
  if (method === "POST" && session) return advance(setting, session, advanceInput.parse(input).seconds);
  switch (`${method} ${path}`) {
    case "GET /_sandbox/health":
      return jsonAnswer(200, { ok: true });
    case "GET /_sandbox/events":
      return jsonAnswer(200, { data: store.change((tx) => tx.all("events")) });
    case "GET /_sandbox/deliveries":
      return jsonAnswer(200, { data: store.change((tx) => tx.all("deliveries")) });
    case "POST /_sandbox/webhooks/pause":
      deliveries.pause();
      return jsonAnswer(200, { paused: true });
    case "POST /_sandbox/webhooks/resume":
      deliveries.resume();
      return jsonAnswer(200, { paused: false });
    case "POST /_sandbox/webhooks/redeliver":
      return jsonAnswer(200, { data: await deliveries.redeliver(redeliverInput.parse(input)) });
    case "POST /_sandbox/faults":
      faults.order(faultInput.parse(input));
      return jsonAnswer(200, { ordered: true });
    case "POST /_sandbox/faults/clear":
      faults.clear();
      return jsonAnswer(200, { ordered: false });
    default:
      return jsonAnswer(404, { error: `no such control: ${method} ${path}` });
  }
}

export async function handleControl(
  setting: ControlSetting,
  request: IncomingMessage,
  path: string,
  body: string,
): Promise<Answer> {
  if (!isLocal(request)) return jsonAnswer(403, { error: "only for programs on this machine" });
  try {
    return await run(setting, request.method ?? "GET", path, body ? JSON.parse(body) : {});
  } catch (error) {
    if (error instanceof z.ZodError) return jsonAnswer(400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return jsonAnswer(400, { error: "not JSON" });
    throw error;
  }
}
