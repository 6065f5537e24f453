import { stopByLink } from "#server/flows/cart-reminders/answer-reminder.ts";
import { reminderTokenInput } from "../modules/crm/contract-consent.ts";
import { oneClickStop } from "./one-click-stop.ts";

const door = oneClickStop({
  token: reminderTokenInput,
  page: "/cart/reminders",
  stop: (token) => stopByLink(token, "one_click"),
});

/** No more basket reminders to this mailbox. 204 also when they are stopped already; 404 for a token of nobody's. */
export const stopRemindersInOneClick = door.post;

/** Opened by a person: the page with the button. */
export const showStopPage = door.get;
