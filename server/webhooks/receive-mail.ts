// The door for mails that come in: verify the signature on the raw body, keep the mail under its own id, answer 200, and let
// a job put it on its thread. A mail that is handed over twice finds its id taken. Shut (404) without MAIL_INBOUND_SECRET.
import { createHmac, timingSafeEqual } from "node:crypto";
import { newId } from "#server/kernel/ids.ts";
import { inboundMailSchema } from "#server/modules/tickets/port.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { readBody } from "#server/platform/read-body.ts";
import { inTx } from "#server/platform/tx.ts";

const maxBytes = 1024 * 1024;
/** Older signatures are not believed, so that a mail that was overheard cannot be handed over again. Seconds. */
const tolerance = 300;

/** `t=<seconds>,v1=<hex of HMAC-SHA256 over "<seconds>.<body>">`. */
export function signMail(secret: string, body: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

function isGenuine(secret: string, body: string, header: string | null, now: Date): boolean {
  const [, seconds = "", given = ""] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? "") ?? [];
  if (!given || Math.abs(now.getTime() / 1000 - Number(seconds)) > tolerance) return false;
  const right = createHmac("sha256", secret).update(`${seconds}.${body}`).digest();
  return timingSafeEqual(Buffer.from(given, "hex"), right);
}

/** Receives one mail. 200 kept or known, 400 not genuine or no mail, 404 the door is shut, 413 too large. */
export async function receiveMail(request: Request, now = new Date()): Promise<Response> {
  const { MAIL_INBOUND_SECRET: secret } = env();
  if (!secret) return new Response(null, { status: 404 });
  const body = (await readBody(request, maxBytes))?.toString();
  if (body === undefined) return new Response(null, { status: 413 });
  if (!isGenuine(secret, body, request.headers.get("x-comptoir-signature"), now)) {
    log.warn({ code: "tickets.mail_not_genuine" }, "mail refused");
    return Response.json({ code: "tickets.mail_not_genuine" }, { status: 400 });
  }
  const mail = inboundMailSchema.safeParse(parse(body));
  if (!mail.success) return Response.json({ code: "bad_request" }, { status: 400 });
  const repeated = await inTx(async (tx) => {
    const id = newId("webhook");
    const written = await tx.$executeRaw`
      INSERT INTO webhook_inbox (id, provider, external_id, type, payload)
      VALUES (${id}, 'mail', ${mail.data.messageId}, 'mail.received', ${JSON.stringify(mail.data)}::jsonb)
      ON CONFLICT (provider, external_id) DO NOTHING`;
    if (written > 0) enqueue(tx, "take-mail", { inboxId: id }, { key: `mail:${id}` });
    return written === 0;
  });
  return Response.json({ received: true, repeated });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
