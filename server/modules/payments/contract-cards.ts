import { z } from "zod";
import { moneySchema } from "../../kernel/money-schema.ts";
import { pageInput, pageOf } from "../../kernel/page.ts";

export const giftCardErrorCodes = [
  "payments.gift_card_unknown",
  "payments.gift_card_changed",
  "payments.gift_card_version",
] as const;

/** A code as it is typed: dashes, spaces and case do not matter, O is 0 and I or L is 1 (Crockford's base 32). */
export const giftCardCode = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1"))
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/));

export const giftCardRow = z.object({
  id: z.string(),
  /** The last four characters of the code: the rest is known to its holder only. */
  ending: z.string(),
  balance: moneySchema,
  issued: moneySchema,
  expiresAt: z.string().nullable(),
  active: z.boolean(),
  note: z.string().nullable(),
  version: z.number().int(),
  createdAt: z.string(),
});
export type GiftCardRow = z.infer<typeof giftCardRow>;
export const giftCardPage = pageOf(giftCardRow).extend({ currency: z.string() });
export const listGiftCardsInput = pageInput;

export const issueGiftCardInput = z.strictObject({
  /** Minor units of the shop's currency. */
  amountMinor: z.number().int().min(1).max(1_000_000),
  expiresAt: z.iso.datetime().nullable(),
  note: z.string().trim().max(200).optional(),
});
export type IssueGiftCardInput = z.infer<typeof issueGiftCardInput>;
/** The only answer that ever holds the code. */
export const issuedGiftCard = giftCardRow.extend({ code: z.string() });

export const changeGiftCardInput = z.strictObject({
  id: z.string().max(40),
  version: z.int32().min(1),
  active: z.boolean(),
});
