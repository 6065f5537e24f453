import { linkTokens } from "#server/platform/link-token.ts";

const tokens = linkTokens("crm.stock-alert");

/** The token of an alert's links: holding it proves the alert's mailbox. */
export const alertToken = tokens.of;

/** The alert that a token stands for; null for one that the house did not write. */
export const alertOfToken = tokens.read;
