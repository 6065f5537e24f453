import { stopByLink } from "#server/flows/stock-alerts/answer-alert.ts";
import { alertTokenInput } from "../modules/crm/contract.ts";
import { oneClickStop } from "./one-click-stop.ts";

const door = oneClickStop({ token: alertTokenInput, page: "/stock-alert/stop", stop: stopByLink });

/** Stops the alert. 204 also when it is stopped already; 404 for a token that the house did not write. */
export const stopAlertInOneClick = door.post;

/** Opened by a person: the page with the button. */
export const showStopPage = door.get;
