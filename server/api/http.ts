// The two HTTP doors to the same procedures: tRPC for our own faces, REST for everybody else.
import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { cookies } from "next/headers";
import { createOpenApiFetchHandler } from "trpc-to-openapi";
import { currentActor } from "#server/auth/session.ts";
import { httpStatus } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { log } from "../platform/log.ts";
import { retryAfterOutage } from "../platform/outage.ts";
import { readBody } from "../platform/read-body.ts";
import { type Context, requestContext } from "./context.ts";
import { crossSite } from "./cross-site.ts";
import { openEventStream } from "./event-stream.ts";
import { appRouter } from "./root.ts";
import { toWire } from "./trpc.ts";

const endpoint = "/api/trpc";
const maxCalls = 20;
const maxBytes = 1024 * 1024;

function refusal(status: number, code: string): Response {
  return Response.json(
    { code, details: {}, requestId: newId("request") },
    { status, headers: { "cache-control": "no-store" } },
  );
}

/** The request with its body read, as far as it may be; or what it is refused with. */
async function admit(request: Request): Promise<Request | Response> {
  if (crossSite(request)) return refusal(httpStatus.forbidden, "forbidden");
  if (!request.body) return request;
  const body = await readBody(request, maxBytes);
  if (!body) return refusal(413, "bad_request");
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body });
}

/** Seconds in which asking again may be worth it: what the refusal says, or what fits an outage. */
function retryAfter(error: TRPCError): string | null {
  const { details } = toWire(error, "");
  if (typeof details.retryAfter === "number") return String(details.retryAfter);
  return error.code === "SERVICE_UNAVAILABLE" ? String(retryAfterOutage) : null;
}

function answerHeaders(errors: readonly TRPCError[]): Headers {
  const headers = new Headers({ "cache-control": "private, no-store" });
  const seconds = errors.map(retryAfter).find((found) => found !== null);
  if (seconds) headers.set("retry-after", seconds);
  return headers;
}

function logDefect(error: TRPCError, path: string | undefined, ctx: Context | undefined): void {
  if (error.code !== "INTERNAL_SERVER_ERROR") return;
  log.error({ err: error.cause ?? error, path, requestId: ctx?.requestId }, "request failed");
}

/** `/api/trpc`: batches of at most 20 calls, subscriptions as server-sent events. */
export async function handleTrpc(asked: Request): Promise<Response> {
  const request = await admit(asked);
  if (request instanceof Response) return request;
  const headers = new Headers();
  const store = await cookies();
  const makeContext = () => requestContext({ headers: request.headers, cookies: store }, currentActor, headers);
  const events = await openEventStream(request, endpoint, makeContext, logDefect);
  if (events) return events;
  const response = await fetchRequestHandler({
    endpoint,
    req: request,
    router: appRouter,
    // Counted by tRPC itself: a comma may come as %2C, and it is tRPC that decodes the path.
    maxBatchSize: maxCalls,
    createContext: makeContext,
    responseMeta: ({ errors }) => ({ headers: answerHeaders(errors) }),
    onError: ({ error, path, ctx }) => logDefect(error, path, ctx),
  });
  for (const [name, value] of headers) response.headers.append(name, value);
  return response;
}

/** `/api/rest`: the same procedures as plain HTTP; errors are `{ code, details, requestId }`. */
export async function handleRest(asked: Request): Promise<Response> {
  const request = await admit(asked);
  if (request instanceof Response) return request;
  const headers = new Headers();
  const store = await cookies();
  const context = requestContext({ headers: request.headers, cookies: store }, currentActor, headers);
  let failure: TRPCError | undefined;
  const response = await createOpenApiFetchHandler({
    endpoint: "/api/rest",
    req: request,
    router: appRouter,
    createContext: async () => context,
    onError: ({ error, path }: { error: TRPCError; path?: string | undefined }) => {
      failure = error;
      logDefect(error, path, context);
    },
  });
  const wire =
    response.status >= 400
      ? toWire(
          failure ?? new TRPCError({ code: response.status === 404 ? "NOT_FOUND" : "BAD_REQUEST" }),
          context.requestId,
        )
      : null;
  const result = wire ? Response.json(wire, { status: response.status }) : new Response(response.body, response);
  for (const [name, value] of [...answerHeaders(failure ? [failure] : []), ...headers])
    result.headers.append(name, value);
  return result;
}
