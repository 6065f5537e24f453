import { askReviewsJob } from "./ask-reviews.job.ts";
import { auditSearchJob } from "./audit-search.job.ts";
import { backfillBooksJob } from "./backfill-books.job.ts";
import { bookReturnJob } from "./book-return.job.ts";
import { captureOrderJob } from "./capture-order.job.ts";
import { copyDataJob } from "./copy-data.job.ts";
import { draftInvoice } from "./draft-invoice.job.ts";
import { executeRefundJob } from "./execute-refund.job.ts";
import { expireOrdersJob } from "./expire-orders.job.ts";
import { expireQuotesJob } from "./expire-quotes.job.ts";
import { giveQuoteBackJob } from "./give-quote-back.job.ts";
import { indexDatedPricesJob } from "./index-dated-prices.job.ts";
import { indexOrdersJob } from "./index-orders.job.ts";
import { indexProductsJob } from "./index-products.job.ts";
import { indexStockJob } from "./index-stock.job.ts";
import type { Job } from "./job.ts";
import { mailOrder } from "./mail-order.job.ts";
import { mailOrderLinkJob } from "./mail-order-link.job.ts";
import { mailTicketJob } from "./mail-ticket.job.ts";
import { planDelivery } from "./plan-delivery.job.ts";
import { rebuildSearchJob } from "./rebuild-search.job.ts";
import { reconcileJob, reconcileLong, reconcileRecent } from "./reconcile.job.ts";
import { refreshSearchJob } from "./refresh-search.job.ts";
import { relay } from "./relay.job.ts";
import { releaseCartHoldsJob } from "./release-cart-holds.job.ts";
import { remindInvoicesJob } from "./remind-invoices.job.ts";
import { remindPickupsJob } from "./remind-pickups.job.ts";
import { renderMediaJob } from "./render-media.job.ts";
import { scoreProductsJob } from "./score-products.job.ts";
import { sendMail } from "./send-mail.job.ts";
import { sendRemindersJob } from "./send-reminders.job.ts";
import { serveAlertsJob } from "./serve-alerts.job.ts";
import { serveWaitingJob } from "./serve-waiting.job.ts";
import { expirePointsJob, maturePointsJob, settlePointsJob } from "./settle-points.job.ts";
import { settleWebhook } from "./settle-webhook.job.ts";
import { sweepPaymentsJob } from "./sweep-payments.job.ts";
import { takeMailJob } from "./take-mail.job.ts";
import { tidy } from "./tidy.job.ts";
import { trackParcelsJob } from "./track-parcels.job.ts";
import { verifyBooksJob, verifyBooksLightJob } from "./verify-books.job.ts";
import { voidPaymentJob } from "./void-payment.job.ts";

/** Every job the worker knows. */
export const jobs: readonly Job[] = [
  askReviewsJob,
  auditSearchJob,
  backfillBooksJob,
  bookReturnJob,
  captureOrderJob,
  copyDataJob,
  draftInvoice,
  executeRefundJob,
  expireOrdersJob,
  expireQuotesJob,
  giveQuoteBackJob,
  indexDatedPricesJob,
  indexOrdersJob,
  indexProductsJob,
  indexStockJob,
  mailOrder,
  mailOrderLinkJob,
  mailTicketJob,
  takeMailJob,
  planDelivery,
  rebuildSearchJob,
  refreshSearchJob,
  reconcileJob,
  reconcileLong,
  reconcileRecent,
  relay,
  remindInvoicesJob,
  remindPickupsJob,
  releaseCartHoldsJob,
  renderMediaJob,
  scoreProductsJob,
  sendMail,
  sendRemindersJob,
  serveAlertsJob,
  serveWaitingJob,
  settlePointsJob,
  maturePointsJob,
  expirePointsJob,
  settleWebhook,
  sweepPaymentsJob,
  tidy,
  trackParcelsJob,
  verifyBooksJob,
  verifyBooksLightJob,
  voidPaymentJob,
];
