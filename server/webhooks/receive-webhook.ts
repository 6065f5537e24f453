// The door for providers' messages: verify the signature on the raw body, store the event under its unique id, answer 200,
// and let a job do the work. A repeated or reordered message finds its id taken, or changes nothing.
import { paymentProvider, paymentProviderCodes } from "#server/adapters/payments/registry.ts";
import { takeMessage } from "#server/flows/checkout/take-message.ts";
import { DomainError } from "#server/kernel/errors.ts";
import { log } from "#server/platform/log.ts";
import { readBody } from "#server/platform/read-body.ts";

const maxBytes = 512 * 1024;

/** Receives one message. 200 stored or known, 400 not genuine, 404 no such provider, 413 too large. */
export async function receiveWebhook(providerCode: string, request: Request): Promise<Response> {
  if (!paymentProviderCodes.includes(providerCode)) return new Response(null, { status: 404 });
  const body = (await readBody(request, maxBytes))?.toString();
  if (body === undefined) return new Response(null, { status: 413 });
  try {
    const event = paymentProvider(providerCode).verifyWebhook(body, request.headers);
    if (!event) return Response.json({ received: true, used: false });
    return Response.json({ received: true, repeated: !(await takeMessage(providerCode, event)) });
  } catch (error) {
    if (error instanceof DomainError && error.kind === "invalid") {
      log.warn({ provider: providerCode, code: error.code }, "webhook refused");
      return Response.json({ code: error.code }, { status: 400 });
    }
    if (error instanceof DomainError && (error.kind === "not_found" || error.kind === "unavailable")) {
      return new Response(null, { status: 404 });
    }
    throw error;
  }
}
