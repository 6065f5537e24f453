/** What happens by the clock (UTC, cron syntax): the other half of subscribers.ts. */
export const schedule: readonly { task: string; cron: string }[] = [
  { task: "expire-orders", cron: "* * * * *" },
  { task: "expire-quotes", cron: "4 * * * *" },
  { task: "sweep-payments", cron: "* * * * *" },
  { task: "release-cart-holds", cron: "* * * * *" },
  { task: "serve-waiting", cron: "*/15 * * * *" },
  // Holds that end, dates that come and turns that pass make goods orderable without an event.
  { task: "serve-alerts", cron: "*/10 * * * *" },
  { task: "send-reminders", cron: "*/5 * * * *" },
  { task: "track-parcels", cron: "* * * * *" },
  { task: "remind-invoices", cron: "17 7 * * *" },
  { task: "remind-pickups", cron: "8 7 * * *" },
  { task: "mature-points", cron: "33 * * * *" },
  { task: "expire-points", cron: "52 7 * * *" },
  { task: "ask-reviews", cron: "38 8 * * *" },
  // Dated prices begin and end without an event.
  { task: "index-dated-prices", cron: "* * * * *" },
  // Words fall out of use.
  { task: "rebuild-search", cron: "41 3 * * *" },
  { task: "audit-search", cron: "29 * * * *" },
  // Pictures from before there were renditions, and those that a stopped worker left.
  { task: "render-media", cron: "*/20 * * * *" },
  // Prices, tax rates and first stock come without an event that scores hear of.
  { task: "score-products", cron: "11 * * * *" },
  { task: "reconcile-recent", cron: "*/5 * * * *" },
  { task: "reconcile-long", cron: "23 2 * * *" },
  { task: "tidy", cron: "17 3 * * *" },
  { task: "verify-books", cron: "23 2 * * *" },
  { task: "verify-books-light", cron: "*/10 * * * *" },
];
