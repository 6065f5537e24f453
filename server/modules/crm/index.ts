// CRM: what the house knows of a person's wishes. Owns stock_alert (who wants to hear when something may be ordered again)
// wishlist_item (what a customer wants to find again), consent (who agreed to what, in which words, until when) and
// cart_reminder (which basket may be reminded of, once). Locks: one queue of alerts at a time (locks.ts), before most
// others. Addresses are kept as long as an alert needs them and some days more.
export { askAlert, confirmAlert, forgetAlerts, serveOldest, stopAlert } from "./alert-commands.ts";
export { openQueues, ownAlerts, type Queue, waitingByVariant } from "./alert-queries.ts";
export { alertOfToken, alertToken } from "./alert-token.ts";
export { ownWaitingAlerts, standingConsents, stopAlertOf } from "./choices.ts";
export { forgetConsents, giveConsent, hasConsent, withdrawConsent } from "./consents.ts";
export { forgetWishes } from "./forget.ts";
export { lockQueue } from "./locks.ts";
export { confirmDays, forgetDays, turnHours, turnsLeft } from "./model.ts";
export { moveWishes } from "./move-wishes.ts";
export {
  askReminder,
  endReminders,
  forgetReminders,
  reminderDays,
  reminderEmail,
  reminderLinkDays,
  reminderOfToken,
  reminderRestDays,
  reminderToken,
  takeReminder,
} from "./reminders.ts";
export { mergeWishes, removeWish, saveWish, wishedIds } from "./wishes.ts";
