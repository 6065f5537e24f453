// CRM: what the house knows of a person's wishes. Owns stock_alert (who wants to hear when something may be ordered again)
// and wishlist_item (what a customer wants to find again). Locks: one queue of alerts at a time (locks.ts), before most
// others. Addresses are kept as long as an alert needs them and some days more.
export { askAlert, confirmAlert, forgetAlerts, serveOldest, stopAlert } from "./alert-commands.ts";
export { openQueues, ownAlerts, type Queue, waitingByVariant } from "./alert-queries.ts";
export { alertOfToken, alertToken } from "./alert-token.ts";
export { lockQueue } from "./locks.ts";
export { confirmDays, forgetDays, turnHours, turnsLeft } from "./model.ts";
export { mergeWishes, removeWish, saveWish, wishedIds } from "./wishes.ts";
