import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import type { caller } from "#server/api/caller.ts";

/** An order of the person who is signed in, with the token of its link; anybody else's is as absent as one that is not there. */
export async function ownOrder(api: Awaited<ReturnType<typeof caller>>, encoded: string) {
  const number = decodeURIComponent(encoded);
  const order = await api.account.orders.get({ number }).catch((error: unknown) => {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null;
    throw error;
  });
  if (!order) notFound();
  const { token } = await api.account.orders.link({ number });
  return { number, order, token };
}
