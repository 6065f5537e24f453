// The door through which files come in: POST /api/attachments, the bytes as the body, their name in x-file-name (percent-
// encoded). Answers a secret; a procedure that takes files gets it and hangs them on its document (shop.attachment.add).
import { clientAddress } from "#server/auth/client-address.ts";
import { type Actor, can } from "../access/actor.ts";
import { DomainError, httpStatus } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { maxFileBytes } from "../modules/attachments/contract.ts";
import { keepDraft } from "../modules/attachments/index.ts";
import { db } from "../platform/db.ts";
import { log } from "../platform/log.ts";
import { limitRate } from "../platform/rate-limit.ts";
import { readBody } from "../platform/read-body.ts";
import { crossSite } from "./cross-site.ts";

const tooLarge = () =>
  new DomainError("unprocessable", "attachments.too_large", { megabytes: maxFileBytes / 1024 / 1024 });

function nameOf(request: Request): string {
  const given = request.headers.get("x-file-name")?.slice(0, 1000) ?? "";
  try {
    return decodeURIComponent(given);
  } catch {
    return "";
  }
}

/**
 * Takes one file: 201 with its facts and its secret; 403 from other sites, 422 for what is too large or no picture and no
 * PDF that only shows, 429 above forty files an hour from one address.
 */
export async function takeUpload(request: Request, resolveActor: () => Promise<Actor>): Promise<Response> {
  const requestId = newId("request");
  const headers = new Headers({ "cache-control": "private, no-store" });
  try {
    const actor = await resolveActor();
    if (crossSite(request) || !can(actor, "shop.attachment.add")) throw new DomainError("forbidden", "forbidden");
    await limitRate(`attachments:${clientAddress(request.headers.get("x-forwarded-for"))}`, 40, 3600);
    const bytes = await readBody(request, maxFileBytes);
    if (!bytes) throw tooLarge();
    const file = { name: nameOf(request), bytes, byUserId: actor.userId };
    return Response.json(await keepDraft(db(), file, new Date()), { status: 201, headers });
  } catch (error) {
    if (!(error instanceof DomainError)) {
      log.error({ err: error, requestId }, "upload failed");
      return Response.json({ code: "internal", details: {}, requestId }, { status: 500, headers });
    }
    const { code, details } = error;
    if (details.retryAfter !== undefined) headers.set("retry-after", String(details.retryAfter));
    return Response.json({ code, details, requestId }, { status: httpStatus[error.kind], headers });
  }
}
