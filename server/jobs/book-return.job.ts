import { z } from "zod";
import { bookReturn } from "#server/flows/return-order/book-return.ts";
import type { Job } from "./job.ts";

const payload = z.object({ returnId: z.string() });

/** A return was announced: its label, where it is to have one and the carrier did not answer at once. */
export const bookReturnJob: Job = {
  name: "book-return",
  run: async (input) => bookReturn(payload.parse(input).returnId, new Date()),
};
