// The door to the papers: /api/documents/…
//   order/<token>/confirmation.pdf            the guest's link
//   order/<token>/invoice/<number>.pdf
//   order/<token>/delivery-note/<number>.pdf
//   invoice/<seal>/<number>.pdf               the link in a reminder: this paper alone, for some weeks
//   account/orders/<number>/confirmation.pdf  the buyer, signed in
//   account/invoices/<number>.pdf
//   account/delivery-notes/<number>.pdf
//   account/statement.pdf[?from=…&until=…&currency=…]
//   admin/customers/<id>/statement.pdf[?…]
//   admin/orders/<number>/confirmation.pdf    staff
//   admin/invoices/<number or id>.pdf
//   admin/delivery-notes/<number>.pdf
//   admin/deliveries/<number>/picking-slip.pdf[?locale=en]
//   admin/parcels/<number>/label.pdf[?locale=en]
//   order/<token>/returns/<number>/label.pdf · account/returns/<number>/label.pdf · admin/returns/<number>/label.pdf
//   order/<token>/attachments/<id> · account/attachments/<id> · admin/attachments/<id>
//   quote/<token>/quote.pdf · account/quotes/<id>.pdf · admin/quotes/<id>.pdf
//   help/<token>/attachments/<id> · account/tickets/attachments/<id> · admin/tickets/attachments/<id>
import { clientAddress } from "#server/auth/client-address.ts";
import { openAttachment, openAttachmentByToken, openTicketFile } from "#server/flows/attachments/open-attachment.ts";
import { openInvoiceByLink } from "#server/flows/documents/invoice-link.ts";
import {
  type OpenedDocument,
  openConfirmation,
  openConfirmationByToken,
  openDeliveryNote,
  openDeliveryNoteByToken,
  openInvoice,
  openInvoiceByToken,
  openParcelLabel,
  openPickingSlip,
  openReturnLabel,
  openReturnLabelByToken,
} from "#server/flows/documents/open-document.ts";
import { openQuote, openQuoteByToken } from "#server/flows/documents/quote-paper.ts";
import { type AccountOf, ownAccount, partnerAccount } from "#server/flows/statement/account-scope.ts";
import { openStatement } from "#server/flows/statement/statement-paper.ts";
import { type Actor, can } from "../access/actor.ts";
import type { Permission } from "../access/permissions.ts";
import { type Scope, scopeFor } from "../access/scope.ts";
import { DomainError, httpStatus } from "../kernel/errors.ts";
import { newId } from "../kernel/ids.ts";
import { type Locale, localeSchema } from "../kernel/localized.ts";
import { type PeriodInput, periodInput } from "../modules/accounting/contract-statement.ts";
import { type Db, db } from "../platform/db.ts";
import { log } from "../platform/log.ts";
import { limitRate } from "../platform/rate-limit.ts";

type Opened = OpenedDocument & { mime?: string };
type Reading = { actor: Actor; locale: Locale; query: URLSearchParams };
type Opener = (db: Db, scope: Scope, part: string, locale: Locale, reading: Reading) => Promise<Opened>;
/** A period from an address. Throws invalid `bad_request`. */
export function periodOf(query: URLSearchParams): PeriodInput {
  const asked = periodInput.safeParse(
    Object.fromEntries([...query].filter(([name, value]) => name !== "locale" && value)),
  );
  if (!asked.success) throw new DomainError("invalid", "bad_request", { fields: ["from", "until"] });
  return asked.data;
}

type Paper = { pattern: RegExp; permission: Permission; open: Opener };

const invoice: Opener = (db, scope, key) =>
  openInvoice(db, scope, key.startsWith("inv_") ? { id: key } : { number: key });

const ticketFileWithin: Opener = (db, scope, id) => openTicketFile(db, { scope }, id);

/** The account of the reader, or of the customer whose id is in the path. */
const statementOf =
  (account: (part: string, actor: Actor) => AccountOf): Opener =>
  (db, _, part, locale, { actor, query }) => {
    const asked = periodOf(query);
    return openStatement(db, account(part, actor), asked, locale, new Date());
  };

/** Every paper for readers with a session: where it lies and the one permission it needs. */
const papers: readonly Paper[] = [
  {
    pattern: /^account\/orders\/([\w-]+)\/confirmation\.pdf$/,
    permission: "account.order.own",
    open: openConfirmation,
  },
  { pattern: /^account\/invoices\/([\w-]+)\.pdf$/, permission: "account.invoice.own", open: invoice },
  {
    pattern: /^account\/(statement)\.pdf$/,
    permission: "account.invoice.own",
    open: statementOf((_, actor) => ownAccount(actor)),
  },
  {
    pattern: /^admin\/customers\/([\w-]+)\/statement\.pdf$/,
    permission: "invoicing.invoice.read",
    open: statementOf(partnerAccount),
  },
  { pattern: /^account\/delivery-notes\/([\w-]+)\.pdf$/, permission: "account.order.own", open: openDeliveryNote },
  {
    pattern: /^admin\/delivery-notes\/([\w-]+)\.pdf$/,
    permission: "fulfilment.delivery.read",
    open: openDeliveryNote,
  },
  { pattern: /^admin\/orders\/([\w-]+)\/confirmation\.pdf$/, permission: "sales.order.read", open: openConfirmation },
  { pattern: /^admin\/invoices\/([\w-]+)\.pdf$/, permission: "invoicing.invoice.read", open: invoice },
  {
    pattern: /^admin\/deliveries\/([\w-]+)\/picking-slip\.pdf$/,
    permission: "fulfilment.delivery.read",
    open: openPickingSlip,
  },
  { pattern: /^account\/quotes\/([\w-]+)\.pdf$/, permission: "account.quote.own", open: openQuote },
  { pattern: /^admin\/quotes\/([\w-]+)\.pdf$/, permission: "quotes.quote.read", open: openQuote },
  { pattern: /^account\/returns\/([\w-]+)\/label\.pdf$/, permission: "account.order.own", open: openReturnLabel },
  { pattern: /^admin\/returns\/([\w-]+)\/label\.pdf$/, permission: "fulfilment.return.read", open: openReturnLabel },
  { pattern: /^account\/attachments\/(atm_\w+)$/, permission: "account.order.own", open: openAttachment },
  { pattern: /^account\/tickets\/attachments\/(atm_\w+)$/, permission: "account.ticket.own", open: ticketFileWithin },
  { pattern: /^admin\/tickets\/attachments\/(atm_\w+)$/, permission: "tickets.ticket.read", open: ticketFileWithin },
  { pattern: /^admin\/attachments\/(atm_\w+)$/, permission: "fulfilment.return.read", open: openAttachment },
  { pattern: /^admin\/parcels\/([\w-]+)\/label\.pdf$/, permission: "fulfilment.delivery.read", open: openParcelLabel },
];

const guestQuote = /^quote\/([\w-]+)\/quote\.pdf$/;
const guestConfirmation = /^order\/([\w.-]+)\/confirmation\.pdf$/;
const guestTicketFile = /^help\/([0-9a-f]{40})\/attachments\/(atm_\w+)$/;
const guestAttachment = /^order\/([\w.-]+)\/attachments\/(atm_\w+)$/;
const guestReturn = /^order\/([\w.-]+)\/returns\/([\w-]+)\/label\.pdf$/;
const guestInvoice = /^order\/([\w.-]+)\/invoice\/([\w-]+)\.pdf$/;
const linkedInvoice = /^invoice\/([\w.-]+)\/([\w-]+)\.pdf$/;
const guestNote = /^order\/([\w.-]+)\/delivery-note\/([\w-]+)\.pdf$/;

/** What a reader with a session needs for the paper at a path; none where nothing lies, or a link is the key. */
export const permissionFor = (path: string): Permission | undefined =>
  papers.find(({ pattern }) => pattern.test(path))?.permission;

/** Where any paper may lie: what the suite of attacks walks. */
export const documentPaths: readonly RegExp[] = [
  ...papers.map(({ pattern }) => pattern),
  ...[
    guestQuote,
    guestConfirmation,
    guestTicketFile,
    guestAttachment,
    guestReturn,
    guestInvoice,
    linkedInvoice,
    guestNote,
  ],
];

async function open(
  path: string,
  { locale, query }: Omit<Reading, "actor">,
  resolveActor: () => Promise<Actor>,
): Promise<Opened> {
  const confirmation = guestConfirmation.exec(path);
  if (confirmation) return openConfirmationByToken(db(), confirmation[1] ?? "");
  const quoteOf = guestQuote.exec(path);
  if (quoteOf) return openQuoteByToken(db(), quoteOf[1] ?? "");
  const invoiceOf = guestInvoice.exec(path);
  if (invoiceOf) return openInvoiceByToken(db(), invoiceOf[1] ?? "", invoiceOf[2] ?? "");
  const linkedOf = linkedInvoice.exec(path);
  if (linkedOf) return openInvoiceByLink(db(), linkedOf[1] ?? "", linkedOf[2] ?? "", new Date());
  const noteOf = guestNote.exec(path);
  if (noteOf) return openDeliveryNoteByToken(db(), noteOf[1] ?? "", noteOf[2] ?? "");
  const returnOf = guestReturn.exec(path);
  if (returnOf) return openReturnLabelByToken(db(), returnOf[1] ?? "", returnOf[2] ?? "", locale);
  const ticketFile = guestTicketFile.exec(path);
  if (ticketFile) return openTicketFile(db(), { token: ticketFile[1] ?? "" }, ticketFile[2] ?? "");
  const attachmentOf = guestAttachment.exec(path);
  if (attachmentOf) return openAttachmentByToken(db(), attachmentOf[1] ?? "", attachmentOf[2] ?? "");
  for (const paper of papers) {
    const key = paper.pattern.exec(path)?.[1];
    if (!key) continue;
    const actor = await resolveActor();
    // Without the permission the paper does not exist: what others have is nobody's business.
    if (!can(actor, paper.permission)) break;
    return paper.open(db(), scopeFor(actor, paper.permission), key, locale, { locale, actor, query });
  }
  throw new DomainError("not_found", "documents.not_found");
}

function localeOf(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get("locale") ?? request.headers.get("accept-language")?.slice(0, 2);
  return localeSchema.catch("fr").parse(asked);
}

// A paper may hold a stranger's address: no cache keeps it, no search engine lists it, its address goes nowhere.
const guarding = {
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
  "referrer-policy": "no-referrer",
};

/** Papers of the house open in the browser. Of what others handed in, only pictures do: they were drawn anew. */
function headersOf({ filename, bytes, mime }: Opened): Record<string, string> {
  const common = { ...guarding, "content-length": String(bytes.byteLength) };
  if (!mime) {
    return { ...common, "content-type": "application/pdf", "content-disposition": `inline; filename="${filename}"` };
  }
  const plain = filename.replace(/[^\w.() -]/g, "_");
  const shown = mime.startsWith("image/") ? "inline" : "attachment";
  return {
    ...common,
    "content-type": mime,
    "content-disposition": `${shown}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
    "content-security-policy": "default-src 'none'; sandbox",
  };
}

/**
 * Answers one PDF (or a file that hangs on a document), or `{ code, details, requestId }`: 404 for what does not exist, is not posted or belongs to someone
 * else; 429 above sixty papers a minute from one address.
 */
export async function serveDocument(
  path: readonly string[],
  request: Request,
  resolveActor: () => Promise<Actor>,
): Promise<Response> {
  const requestId = newId("request");
  try {
    await limitRate(`documents:${clientAddress(request.headers.get("x-forwarded-for"))}`, 60, 60);
    const reading = { locale: localeOf(request), query: new URL(request.url).searchParams };
    const opened = await open(path.join("/"), reading, resolveActor);
    return new Response(opened.bytes, { headers: headersOf(opened) });
  } catch (error) {
    if (!(error instanceof DomainError)) {
      log.error({ err: error, requestId, path: path[0] }, "document failed");
      return Response.json({ code: "internal", details: {}, requestId }, { status: 500, headers: guarding });
    }
    // Which of them was missing (order, invoice, delivery) stays untold.
    const code = error.kind === "not_found" ? "documents.not_found" : error.code;
    const headers = new Headers(guarding);
    if (error.details.retryAfter !== undefined) headers.set("retry-after", String(error.details.retryAfter));
    return Response.json(
      { code, details: error.kind === "not_found" ? {} : error.details, requestId },
      { status: httpStatus[error.kind], headers },
    );
  }
}
