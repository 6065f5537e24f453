import { z } from "zod";

/** Money on the wire: an integer of minor units and an ISO 4217 code. Apart from `money.ts`, which needs no validator. */
export const moneySchema = z.object({ minor: z.number().int(), currency: z.string().length(3) });
