import { z } from "zod";
import { emailInput } from "#server/kernel/email.ts";
import { localeSchema } from "#server/kernel/localized.ts";
import { pageOf } from "#server/kernel/page.ts";
import { quantityInput } from "#server/kernel/quantity.ts";
import { returnExclusions } from "#server/kernel/return-exclusions.ts";

export const withdrawalStatuses = ["open", "handled"] as const;
export type WithdrawalStatus = (typeof withdrawalStatuses)[number];

// Both stand in a mail to an address that nobody has proven: letters only, nothing that a mailbox makes a link of.
const name = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .regex(/^[\p{L}\p{M}\p{N}' ’,&()-]+$/u);
const orderNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{3,40}$/);

/** Which contract: the order's number with the e-mail it was placed with. */
export const contractInput = z.strictObject({ number: orderNumber, email: emailInput });
export type ContractInput = z.infer<typeof contractInput>;

const lineSchema = z.object({ orderLineId: z.string(), name: z.string(), quantity: z.number() });

/** What may be withdrawn from. `found`: false when no order has that number and e-mail; a declaration is taken all the same. */
export const withdrawableSchema = z.object({
  found: z.boolean(),
  number: z.string(),
  /** Companies have no such right (Code de la consommation, article L221-3). */
  consumer: z.boolean(),
  /** The last day; null while goods are still to come: until fourteen days after the last of them. */
  lastDay: z.iso.date().nullable(),
  late: z.boolean(),
  /** Goods with what of them was not withdrawn from yet; `exclusion`: only as long as nobody broke the seal. */
  lines: z.array(lineSchema.extend({ exclusion: z.enum(returnExclusions).nullable() })),
  /** Goods of it that nobody may withdraw from, and why (Code de la consommation, article L221-28). */
  excluded: z.array(z.object({ orderLineId: z.string(), name: z.string(), exclusion: z.enum(returnExclusions) })),
});
export type Withdrawable = z.infer<typeof withdrawableSchema>;

/** Who declares, and where the receipt goes. */
export const declarant = z.strictObject({ name, email: emailInput });

export const declareInput = declarant.extend({
  contract: contractInput,
  /** What of it; absent: everything. */
  lines: z
    .array(z.strictObject({ orderLineId: z.string().min(1).max(60), quantity: quantityInput }))
    .min(1)
    .max(200)
    .optional(),
});
export type DeclareInput = z.infer<typeof declareInput>;

export const receiptSchema = z.object({
  number: z.string(),
  declaredAt: z.iso.datetime(),
  /** Word for word what was declared. */
  statement: z.string(),
  email: z.string(),
  /** The return that was announced for what had arrived. */
  returnNumber: z.string().nullable(),
  late: z.boolean(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const withdrawalRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(withdrawalStatuses),
  orderNumber: z.string(),
  /** An order was found for it. */
  found: z.boolean(),
  name: z.string(),
  email: z.string(),
  locale: localeSchema,
  statement: z.string(),
  late: z.boolean(),
  returnNumber: z.string().nullable(),
  outcome: z.string().nullable(),
  declaredAt: z.iso.datetime(),
  handledAt: z.iso.datetime().nullable(),
});
export type WithdrawalRow = z.infer<typeof withdrawalRowSchema>;
export const withdrawalPage = pageOf(withdrawalRowSchema);

export const withdrawalListInput = z.strictObject({
  status: z.enum(withdrawalStatuses).optional(),
  /** Its number, the order's, a name or an e-mail. */
  query: z.string().trim().max(100).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(25),
});
export type WithdrawalListInput = z.input<typeof withdrawalListInput>;

export const handleWithdrawalInput = z.strictObject({
  number: z.string().min(1).max(40),
  /** What was done about it, or why nothing. */
  outcome: z.string().trim().min(3).max(500),
});
export type HandleWithdrawalInput = z.infer<typeof handleWithdrawalInput>;

export const withdrawalsErrorCodes = [
  "withdrawals.consumers_only",
  "withdrawals.excluded",
  "withdrawals.too_much",
  "withdrawals.line_not_in_order",
  "withdrawals.nothing_left",
  "withdrawals.not_found",
  "withdrawals.handled_already",
] as const;
