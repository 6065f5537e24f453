// The door to the files of the books: /api/exports/…
//   accounting/fec/<year>                      the tax office's file of a fiscal year
//   accounting/journal?from=…&until=…          every line between two days, CSV
//   accounting/balance?from=…&until=…          the trial balance between two days, CSV
//   accounting/aged?on=…&show=…&sort=…&query=…  the aged balance as it is shown, CSV
//   account/statement?from=…&until=…&currency=…  the reader's statement of account, CSV
//   account/data/<copy>                        the copy of somebody's data, ZIP, for whoever asked for it
//   customers/<id>/statement?…                 the same of a customer, for staff
import { z } from "zod";
import { exportAgedBalance } from "#server/flows/aged-balance/export-aged-balance.ts";
import { type ExportedFile, exportBalance, exportFec, exportJournal } from "#server/flows/keep-books/export-books.ts";
import { fetchDataCopy } from "#server/flows/privacy/copy-data.ts";
import { ownAccount, partnerAccount } from "#server/flows/statement/account-scope.ts";
import { exportStatement } from "#server/flows/statement/statement-paper.ts";
import { type Actor, can } from "../access/actor.ts";
import { DomainError, httpStatus } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { type Locale, localeSchema } from "../kernel/localized.ts";
import { agedViewInput } from "../modules/accounting/contract-aged.ts";
import { db } from "../platform/db.ts";
import { log } from "../platform/log.ts";
import { limitRate } from "../platform/rate-limit.ts";
import { periodOf } from "./documents.ts";

const periodInput = z.strictObject({
  from: z.iso.date(),
  until: z.iso.date(),
  locale: localeSchema.catch("fr").default("fr"),
});

const agedFileInput = agedViewInput.extend({ locale: localeSchema.catch("fr").default("fr") });

async function openBooks(path: string, query: URLSearchParams): Promise<ExportedFile> {
  const [, year] = /^accounting\/fec\/(\d{4})$/.exec(path) ?? [];
  if (year) return exportFec(db(), Number(year));
  if (path === "accounting/aged") {
    const asked = agedFileInput.safeParse(Object.fromEntries(query));
    if (!asked.success) throw new DomainError("invalid", "bad_request", { fields: ["on", "show", "sort"] });
    const { locale, ...view } = asked.data;
    return exportAgedBalance(db(), view, locale, new Date());
  }
  if (path !== "accounting/journal" && path !== "accounting/balance") {
    throw new DomainError("not_found", "documents.not_found");
  }
  const asked = periodInput.safeParse(Object.fromEntries(query));
  if (!asked.success) throw new DomainError("invalid", "bad_request", { fields: ["from", "until"] });
  const { locale, ...period }: { locale: Locale; from: string; until: string } = asked.data;
  return path === "accounting/journal" ? exportJournal(db(), period, locale) : exportBalance(db(), period, locale);
}

async function open(path: string, query: URLSearchParams, actor: Actor): Promise<ExportedFile> {
  const [, customerId] = /^customers\/([\w-]+)\/statement$/.exec(path) ?? [];
  const own = path === "account/statement";
  const permission = own ? "account.invoice.own" : customerId ? "invoicing.invoice.read" : "accounting.journal.read";
  if (!can(actor, permission)) throw new DomainError("not_found", "documents.not_found");
  if (!own && !customerId) return openBooks(path, query);
  const account = customerId ? partnerAccount(customerId) : ownAccount(actor);
  const locale = localeSchema.catch("fr").parse(query.get("locale"));
  return exportStatement(db(), account, periodOf(query), locale, new Date());
}

/** Some kilobytes at a time: one network packet per line of the journal would be slow for both sides. */
function stream(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      let text = "";
      while (text.length < 16_384) {
        const next = await lines.next();
        if (next.done) {
          if (text) controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += next.value;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

const guarding = {
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};

/**
 * Answers one file as a download, or `{ code, details, requestId }`: 404 for what does not exist or is not the reader's to
 * see, 400 for a period that is none, 429 above twenty files a minute for one person.
 */
export async function serveExport(
  path: readonly string[],
  request: Request,
  resolveActor: () => Promise<Actor>,
): Promise<Response> {
  const requestId = newId("request");
  try {
    const actor = await resolveActor();
    if (!actor.userId) throw new DomainError("not_found", "documents.not_found");
    await limitRate(`exports:${actor.userId}`, 20, 60);
    const [, copyId] = /^account\/data\/(dar_[\da-z]{26})$/.exec(path.join("/")) ?? [];
    if (copyId) {
      const copy = await fetchDataCopy(copyId, { userId: actor.userId, requestId });
      const disposition = 'attachment; filename="data.zip"';
      const headers = { ...guarding, "content-type": "application/zip", "content-disposition": disposition };
      return new Response(new Uint8Array(copy), { headers });
    }
    const file = await open(path.join("/"), new URL(request.url).searchParams, actor);
    return new Response(stream(file.lines), {
      headers: {
        ...guarding,
        "content-type": `${file.type}; charset=utf-8`,
        "content-disposition": `attachment; filename="${file.filename}"`,
      },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) {
      log.error({ err: error, requestId, path: path[0] }, "export failed");
      return Response.json({ code: "internal", details: {}, requestId }, { status: 500, headers: guarding });
    }
    return Response.json(
      { code: error.code, details: error.details, requestId },
      { status: httpStatus[error.kind], headers: guarding },
    );
  }
}
