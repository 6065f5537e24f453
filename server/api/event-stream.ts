// Subscriptions over HTTP, in the format that tRPC's own client reads (server-sent events). tRPC's producer sends three
// chunks per event through two transform streams: a change cost 0.2 ms for each open page. Here an event is encoded once for
// all pages that get it, and is one chunk of one stream. Guards and validation are those of the procedure.
import { isTrackedEnvelope, type TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Context } from "./context.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory, streamError, streamSettings, toWire } from "./trpc.ts";

const encoder = new TextEncoder();
const named = (event: string, data: string) => encoder.encode(`event: ${event}\ndata: ${data}\n\n`);
const connected = named("connected", JSON.stringify(streamSettings.client));
const ping = named("ping", "");
const over = named("return", "");

/** By the data's identity: what a feed hands to many pages is encoded once. */
const encoded = new WeakMap<object, Uint8Array>();

function encode(value: unknown): Uint8Array {
  const [id, data] = isTrackedEnvelope(value) ? value : [null, value];
  const known = data && typeof data === "object" ? encoded.get(data) : undefined;
  if (known) return known;
  const bytes = encoder.encode(`data: ${JSON.stringify(data)}\n${id === null ? "" : `id: ${id}\n`}\n`);
  if (data && typeof data === "object") encoded.set(data, bytes);
  return bytes;
}

function encodeError(error: TRPCError, requestId: string): Uint8Array {
  const wire = toWire(error, requestId);
  const data = { code: error.code, httpStatus: getHTTPStatusCodeFromError(error), wire };
  return named(
    "serialized-error",
    JSON.stringify({ message: wire.code, code: TRPC_ERROR_CODES_BY_KEY[error.code], data }),
  );
}

type Subscribed = { events: AsyncIterable<unknown>; stop: AbortController };

/** Calls the subscription that the address names; null when it names none. Throws what the guard or the input refuses. */
async function subscribe(request: Request, endpoint: string, context: Context): Promise<Subscribed | null> {
  const url = new URL(request.url);
  const path = url.pathname.slice(endpoint.length + 1);
  const procedures: Record<string, unknown> = appRouter._def.procedures;
  const procedure = Object.hasOwn(procedures, path) ? procedures[path] : undefined;
  if ((procedure as { _def?: { type?: string } } | undefined)?._def?.type !== "subscription") return null;
  const text = url.searchParams.get("input");
  const lastEventId = request.headers.get("last-event-id");
  const input: unknown = { ...(text ? JSON.parse(text) : {}), ...(lastEventId && { lastEventId }) };
  const stop = new AbortController();
  let step: unknown = createCallerFactory(appRouter)(context, { signal: stop.signal });
  for (const key of path.split(".")) step = (step as Record<string, unknown>)[key];
  return { events: await (step as (input: unknown) => Promise<AsyncIterable<unknown>>)(input), stop };
}

function stream({ events, stop }: Subscribed, requestId: string, onError: (error: TRPCError) => void) {
  let drained = () => {};
  let beat: NodeJS.Timeout;
  let cancelled = false;
  stop.signal.addEventListener("abort", () => drained());
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(connected);
        const hasRoom = () => (controller.desiredSize ?? 0) > 0;
        // A page that does not read gets no pings either: nothing piles up for it.
        beat = setInterval(() => hasRoom() && controller.enqueue(ping), streamSettings.pingMs).unref();
        const send = async () => {
          try {
            for await (const event of events) {
              // The page may have left while this was on its way.
              if (stop.signal.aborted) break;
              controller.enqueue(encode(event));
              if (!hasRoom()) {
                await new Promise<void>((done) => {
                  drained = done;
                });
              }
            }
            if (!cancelled) controller.enqueue(over);
          } catch (cause) {
            const error = streamError(cause);
            onError(error);
            if (!cancelled) controller.enqueue(encodeError(error, requestId));
          } finally {
            clearInterval(beat);
            if (!cancelled) controller.close();
          }
        };
        void send();
      },
      pull: () => drained(),
      cancel() {
        cancelled = true;
        clearInterval(beat);
        stop.abort();
      },
    },
    { highWaterMark: 4 },
  );
}

/**
 * The answer to a request for a subscription, or null when it is for something else or was refused: then tRPC answers.
 * `onError` hears of what ended a stream.
 */
export async function openEventStream(
  request: Request,
  endpoint: string,
  context: () => Context,
  onError: (error: TRPCError, path: string, context: Context) => void,
): Promise<Response | null> {
  if (request.method !== "GET") return null;
  const ctx = context();
  const subscribed = await subscribe(request, endpoint, ctx).catch(() => null);
  if (!subscribed) return null;
  const { stop } = subscribed;
  const gone = () => stop.abort();
  if (request.signal.aborted) gone();
  request.signal.addEventListener("abort", gone);
  const path = new URL(request.url).pathname.slice(endpoint.length + 1);
  return new Response(
    stream(subscribed, ctx.requestId, (error) => onError(error, path, ctx)),
    {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "private, no-store, no-transform",
        "x-accel-buffering": "no",
      },
    },
  );
}
