import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import type { caller } from "#server/api/caller.ts";

/** An order of the person who is signed in, with the token of its link, empty for who may only read it; anybody else's is as absent as one that is not there. */
export async function ownOrder(api: Awaited<ReturnType<typeof caller>>, encoded: string) {
  const number = decodeURIComponent(encoded);
  const order = await api.account.orders.get({ number }).catch((error: unknown) => {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null;
    throw error;
  });
  if (!order) notFound();
  // Who only pays it, or gets its bill, reads it and does nothing more.
  const link = await api.account.orders.link({ number }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  });
  const token = link?.token ?? "";
  return { number, order, token };
}
