import { z } from "zod";
import { completeAddress } from "#server/flows/address-book/complete-address.ts";
import { foundAddressSchema } from "#server/modules/partners/contract.ts";
import { guarded, router } from "../../trpc.ts";

export const foundAddressesRouter = router({
  complete: guarded("shop.checkout.use")
    .meta({
      openapi: {
        method: "GET",
        path: "/checkout/addresses",
        tags: ["shop"],
        summary: "What an address that is being typed may become; nothing found is no error",
      },
    })
    .input(z.strictObject({ text: z.string().trim().min(2).max(200), country: z.string().regex(/^[A-Z]{2}$/) }))
    .output(z.array(foundAddressSchema))
    .query(({ ctx, input }) => completeAddress(input, ctx.ip)),
});
