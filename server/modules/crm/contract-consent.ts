import { z } from "zod";

/** What the house asks consent for. */
export const consentPurposes = ["cart_reminder", "review_request", "newsletter"] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** How it ended: the box was emptied again, a link in a mail, a mail program's own button, another wording took its place, or its
 * owner's address changed. */
export const consentEndings = ["unticked", "link", "one_click", "renewed", "moved", "erased"] as const;
export type ConsentEnding = (typeof consentEndings)[number];

export const reminderStatuses = ["waiting", "sent", "ended"] as const;

/** The token of a reminder as it travels in a link: which one, and the proof that the house wrote the link. */
export const reminderTokenInput = z.string().regex(/^rem_[0-9a-z]{26}\.[\w-]{43}$/);
