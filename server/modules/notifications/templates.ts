import { defaultLocale, locales } from "#server/kernel/locales.ts";
import { formatMoney, type Money } from "#server/kernel/money.ts";
import { env } from "#server/platform/env.ts";
import type { Block, Letter, LineItem } from "./blocks.ts";
import { button, type Draft, type Pen, quiet, text, translator } from "./pen.ts";
import {
  type AccountOfferMail,
  type DataCopyMail,
  drawAccountOffer,
  drawDataCopy,
  drawEmailChange,
  drawEmailChanged,
  drawErasure,
  drawInvitation,
  drawRegister,
  drawReset,
  drawSecurityNotice,
  drawSignIn,
  type EmailChangedMail,
  type EmailChangeMail,
  type ErasureMail,
  type InvitationMail,
  type RegisterMail,
  type ResetMail,
  type SecurityNoticeMail,
  type SignInMail,
} from "./templates-account.ts";
import { type AlertConfirmMail, drawAlertConfirm, drawStockBack, type StockBackMail } from "./templates-alerts.ts";
import {
  drawEdited,
  drawReturn,
  drawWithdrawal,
  type EditedMail,
  type ReturnMail,
  type WithdrawalMail,
} from "./templates-changes.ts";
import {
  type ClaimDecidedMail,
  type ClaimReceivedMail,
  drawClaimDecided,
  drawClaimReceived,
} from "./templates-claims.ts";
import {
  type ApprovalAskedMail,
  type ApprovalClosedMail,
  type CompanyInvitationMail,
  drawApprovalAsked,
  drawApprovalClosed,
  drawCompanyInvitation,
} from "./templates-companies.ts";
import { drawInvoicesDue, type InvoicesDueMail } from "./templates-invoices.ts";
import { drawOrder, type OrderMail } from "./templates-order.ts";
import { drawPickup, type PickupMail } from "./templates-pickups.ts";
import { drawPointsExpire, type LetterPoints, type PointsExpireMail, pointsOf } from "./templates-points.ts";
import {
  drawQuoteAnswered,
  drawQuoteSent,
  drawQuoteWithdrawn,
  type QuoteAnsweredMail,
  type QuoteSentMail,
  type QuoteWithdrawnMail,
} from "./templates-quotes.ts";
import { type CartReminderMail, drawCartReminder } from "./templates-reminder.ts";
import {
  drawExchangeDecided,
  drawReturnAnnounced,
  type ExchangeDecidedMail,
  type ReturnAnnouncedMail,
} from "./templates-returns.ts";
import {
  drawReviewRefused,
  drawReviewRequest,
  type ReviewRefusedMail,
  type ReviewRequestMail,
} from "./templates-reviews.ts";
import { drawTicketAnswered, drawTicketOpened, type TicketMail } from "./templates-tickets.ts";

/** What each template is filled with. Paths begin at the language: "/order/…"; they become links on PUBLIC_URL. */
export type MailData = {
  sign_in: SignInMail;
  register: RegisterMail;
  reset: ResetMail;
  invitation: InvitationMail;
  company_invitation: CompanyInvitationMail;
  approval_asked: ApprovalAskedMail;
  invoices_due: InvoicesDueMail;
  approval_closed: ApprovalClosedMail;
  quote_sent: QuoteSentMail;
  quote_withdrawn: QuoteWithdrawnMail;
  quote_answered: QuoteAnsweredMail;
  email_change: EmailChangeMail;
  email_changed: EmailChangedMail;
  security_notice: SecurityNoticeMail;
  data_copy: DataCopyMail;
  erasure: ErasureMail;
  order_link: { number: string; path: string };
  order_code: { number: string; code: string; path: string };
  order_confirmed: OrderMail;
  order_shipped: {
    number: string;
    path: string;
    parcels: readonly {
      number: string;
      carrier: string;
      trackingNumber: string | null;
      trackingUrl: string | null;
      lines: readonly { name: string; description: string | null; quantity: number }[];
    }[];
    later: readonly { name: string; description: string | null; quantity: number }[];
  };
  invoice_posted: {
    kind: "invoice" | "credit_note";
    invoice: string;
    number: string;
    path: string;
    total: Money;
    points: LetterPoints | null;
  };
  refund_succeeded: { number: string; path: string; amount: Money; points: LetterPoints | null };
  order_edited: EditedMail;
  return_received: ReturnMail;
  return_announced: ReturnAnnouncedMail;
  exchange_decided: ExchangeDecidedMail;
  claim_received: ClaimReceivedMail;
  claim_decided: ClaimDecidedMail;
  withdrawal_received: WithdrawalMail;
  account_offer: AccountOfferMail;
  alert_confirm: AlertConfirmMail;
  cart_reminder: CartReminderMail;
  points_expire: PointsExpireMail;
  stock_back: StockBackMail;
  review_request: ReviewRequestMail;
  review_refused: ReviewRefusedMail;
  ticket_opened: TicketMail;
  ticket_answered: TicketMail;
  pickup: PickupMail;
  transfer_awaited: {
    number: string;
    path: string;
    amount: Money;
    holder: string;
    /** In fours. */
    iban: string;
    bic: string | null;
    reference: string;
    /** A day in words, in the reader's language. */
    deadline: string | null;
  };
  /** Held money was let go before the goods left. */
  payment_needed: { number: string; path: string; amount: Money };
  /** `reason`: one of the house's own (reasons.* of the messages), or what a member of staff wrote. */
  order_cancelled: { number: string; path: string; reason: string; paid: Money; points: LetterPoints | null };
};
export type MailTemplate = keyof MailData;

const draw: { [K in MailTemplate]: (data: MailData[K], pen: Pen) => Draft } = {
  sign_in: drawSignIn,
  register: drawRegister,
  reset: drawReset,
  invitation: drawInvitation,
  company_invitation: drawCompanyInvitation,
  approval_asked: drawApprovalAsked,
  invoices_due: drawInvoicesDue,
  approval_closed: drawApprovalClosed,
  quote_sent: drawQuoteSent,
  quote_withdrawn: drawQuoteWithdrawn,
  quote_answered: drawQuoteAnswered,
  email_change: drawEmailChange,
  email_changed: drawEmailChanged,
  security_notice: drawSecurityNotice,
  data_copy: drawDataCopy,
  erasure: drawErasure,
  order_link: ({ number, path }, pen) => ({
    subject: pen.t("orderLink.subject", { number }),
    title: pen.t("orderLink.title", { number }),
    blocks: [
      text(pen.t("orderLink.text")),
      button(pen, pen.t("orderLink.button"), path),
      quiet(pen.t("orderLink.ignore")),
    ],
  }),
  order_code: (data, pen) => ({
    subject: pen.t("orderCode.subject", data),
    title: pen.t("orderCode.title", data),
    blocks: [
      text(pen.t("orderCode.text", data)),
      button(pen, pen.t("orderLink.button"), data.path),
      quiet(pen.t("orderCode.ignore")),
    ],
  }),
  order_confirmed: drawOrder,
  order_shipped: ({ number, path, parcels, later }, pen) => {
    const { t } = pen;
    const item = (line: { name: string; description: string | null; quantity: number }): LineItem => ({
      name: line.name,
      detail: [line.description, t("order.quantity", { quantity: line.quantity })].filter(Boolean).join(" · "),
    });
    return {
      subject: t("order.shippedSubject", { number }),
      title: t("order.shippedTitle"),
      blocks: [
        text(t("order.shippedText", { count: parcels.length })),
        ...parcels.flatMap((parcel): Block[] => [
          {
            kind: "lines",
            caption: parcel.trackingNumber
              ? t("order.parcelTracked", {
                  number: parcel.number,
                  carrier: parcel.carrier,
                  tracking: parcel.trackingNumber,
                })
              : t("order.parcel", { number: parcel.number, carrier: parcel.carrier }),
            lines: parcel.lines.map(item),
          },
          ...(parcel.trackingUrl
            ? [{ kind: "link", label: t("order.track"), url: parcel.trackingUrl } satisfies Block]
            : []),
        ]),
        ...(later.length
          ? [
              { kind: "lines", caption: t("order.later"), lines: later.map(item) } satisfies Block,
              quiet(t("order.laterText")),
            ]
          : []),
        button(pen, t("order.button"), path),
      ],
    };
  },
  invoice_posted: ({ kind, invoice, number, path, total, points }, pen) => {
    const { t, locale } = pen;
    const values = { number: invoice, order: number, total: formatMoney(total, locale) };
    const isCredit = kind === "credit_note";
    return {
      subject: t(isCredit ? "order.creditSubject" : "order.invoiceSubject", { number: invoice }),
      title: t(isCredit ? "order.creditTitle" : "order.invoiceTitle"),
      blocks: [
        text(t(isCredit ? "order.creditText" : "order.invoiceText", values)),
        ...pointsOf(points, pen),
        button(pen, t("order.invoiceButton"), path),
      ],
    };
  },
  order_cancelled: ({ number, path, reason, paid, points }, pen) => {
    const values = { number, amount: formatMoney(paid, pen.locale) };
    const why = pen.t.has(`reasons.${reason}` as never) ? pen.t(`reasons.${reason}` as never) : reason;
    return {
      subject: pen.t("order.cancelledSubject", values),
      title: pen.t("order.cancelledTitle"),
      blocks: [
        text(pen.t("order.cancelledText", values)),
        ...(why ? [text(why)] : []),
        ...(paid.minor > 0 ? [text(pen.t("order.cancelledMoney", values))] : []),
        ...pointsOf(points, pen),
        button(pen, pen.t("order.button"), path),
      ],
    };
  },
  transfer_awaited: ({ number, path, amount, holder, iban, bic, reference, deadline }, pen) => {
    const values = { number, amount: formatMoney(amount, pen.locale), day: deadline ?? "" };
    const row = (label: string, value: string) => ({ label, amount: value });
    return {
      subject: pen.t("transfer.subject", values),
      title: pen.t("transfer.title"),
      blocks: [
        text(pen.t(deadline ? "transfer.textUntil" : "transfer.text", values)),
        {
          kind: "totals",
          rows: [
            row(pen.t("transfer.holder"), holder),
            row("IBAN", iban),
            ...(bic ? [row("BIC", bic)] : []),
            { ...row(pen.t("transfer.reference"), reference), strong: true },
            { ...row(pen.t("transfer.amount"), values.amount), strong: true },
          ],
        },
        quiet(pen.t("transfer.note")),
        button(pen, pen.t("order.button"), path),
      ],
    };
  },
  payment_needed: ({ number, path, amount }, pen) => {
    const values = { number, amount: formatMoney(amount, pen.locale) };
    return {
      subject: pen.t("paymentNeeded.subject", values),
      title: pen.t("paymentNeeded.title"),
      blocks: [text(pen.t("paymentNeeded.text", values)), button(pen, pen.t("paymentNeeded.button"), path)],
    };
  },
  order_edited: drawEdited,
  return_received: drawReturn,
  return_announced: drawReturnAnnounced,
  exchange_decided: drawExchangeDecided,
  claim_received: drawClaimReceived,
  claim_decided: drawClaimDecided,
  withdrawal_received: drawWithdrawal,
  pickup: drawPickup,
  account_offer: drawAccountOffer,
  alert_confirm: drawAlertConfirm,
  cart_reminder: drawCartReminder,
  points_expire: drawPointsExpire,
  review_request: drawReviewRequest,
  review_refused: drawReviewRefused,
  ticket_opened: drawTicketOpened,
  ticket_answered: drawTicketAnswered,
  stock_back: drawStockBack,
  refund_succeeded: ({ number, path, amount, points }, pen) => {
    const values = { number, amount: formatMoney(amount, pen.locale) };
    return {
      subject: pen.t("order.refundSubject", values),
      title: pen.t("order.refundTitle"),
      blocks: [
        text(pen.t("order.refundText", values)),
        ...pointsOf(points, pen),
        button(pen, pen.t("order.button"), path),
      ],
    };
  },
};

/** A template filled in, in the reader's language. */
export function writeLetter<K extends MailTemplate>(template: K, locale: string, data: MailData[K]): Letter {
  const language = locales.find((known) => known === locale) ?? defaultLocale;
  const t = translator(language);
  const link = (path: string) => `${env().PUBLIC_URL}/${language}${path}`;
  const draft = draw[template](data, { t, locale: language, link });
  return {
    ...draft,
    // A subject is one line, whatever a name or an order brought along.
    subject: draft.subject.replace(/[\r\n]+/g, " "),
    locale: language,
    brand: "Maison Comptoir",
    homeUrl: link(""),
    footer: [t("footer"), t("why")],
  };
}
