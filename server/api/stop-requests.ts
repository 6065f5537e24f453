import { stopRequests } from "#server/flows/ask-reviews/stop-requests.ts";
import { requestTokenInput } from "../modules/reviews/contract.ts";
import { oneClickStop } from "./one-click-stop.ts";

const door = oneClickStop({
  token: requestTokenInput,
  page: "/reviews/stop",
  stop: (token) => stopRequests(token, "one_click"),
});

/** No more requests for reviews to this mailbox. 204 also when they are stopped already; 404 for a token of nobody's. */
export const stopRequestsInOneClick = door.post;

/** Opened by a person: the page with the button. */
export const showStopPage = door.get;
