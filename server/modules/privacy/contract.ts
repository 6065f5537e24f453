import { z } from "zod";

/** Why somebody cannot be forgotten yet: what is open between them and the house. */
export const erasureObstacles = [
  "orders",
  "returns",
  "claims",
  "withdrawals",
  "refunds",
  "balance",
  "approvals",
  "staff",
] as const;
export type ErasureObstacle = (typeof erasureObstacles)[number];

export const exportStatuses = ["queued", "ready", "failed", "expired"] as const;

/** A copy of somebody's data, asked for. */
export const dataCopySchema = z.object({
  id: z.string(),
  status: z.enum(exportStatuses),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
});
export type DataCopy = z.infer<typeof dataCopySchema>;

export const privacySchema = z.object({
  copies: z.array(dataCopySchema),
  /** What stands in the way of an erasure at this moment. */
  obstacles: z.array(z.enum(erasureObstacles)),
});
export type Privacy = z.infer<typeof privacySchema>;

export const privacyErrorCodes = ["privacy.copy_waiting", "privacy.erasure_blocked", "privacy.no_account"] as const;
export type PrivacyErrorCode = (typeof privacyErrorCodes)[number];
