import { z } from "zod";
import { addOwnAddress, assertMayWriteBook } from "#server/flows/address-book/add-own-address.ts";
import { systemClock } from "#server/kernel/clock.ts";
import { address, addressIdInput, createAddressInput, updateAddressInput } from "#server/modules/partners/contract.ts";
import { changeAddress, listAddresses, removeAddress } from "#server/modules/partners/index.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { guarded, router } from "../../trpc.ts";

const tags = ["account"];
const at = (path: string) => `/account/addresses${path}` as const;
const partnersOf = (scope: { all: boolean; partnerIds?: readonly string[] }) => scope.partnerIds ?? [];

/** My address book. */
export const addressesRouter = router({
  list: guarded("account.address.own")
    .meta({ openapi: { method: "GET", path: at(""), tags, summary: "My addresses, defaults first" } })
    .output(z.array(address))
    .query(({ ctx }) => listAddresses(db(), ctx.scope)),

  create: guarded("account.address.own")
    .meta({ openapi: { method: "POST", path: at(""), tags, summary: "Add an address" } })
    .input(createAddressInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => ({ id: await addOwnAddress(ctx.actor, input) })),

  update: guarded("account.address.own")
    .meta({ openapi: { method: "PUT", path: at("/{id}"), tags, summary: "Replace an address" } })
    .input(updateAddressInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await inTx(async (tx) => {
        await assertMayWriteBook(tx, ctx.actor);
        await changeAddress(tx, partnersOf(ctx.scope), input);
      });
      return { id: input.id };
    }),

  remove: guarded("account.address.own")
    .meta({ openapi: { method: "DELETE", path: at("/{id}"), tags, summary: "Remove an address" } })
    .input(addressIdInput)
    .output(z.object({ id: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await inTx(async (tx) => {
        await assertMayWriteBook(tx, ctx.actor);
        await removeAddress(tx, partnersOf(ctx.scope), input.id, systemClock.now());
      });
      return { id: input.id };
    }),
});
