import { z } from "zod";
import { announce } from "#server/platform/realtime.ts";
import type { Job } from "./job.ts";

const payload = z.object({ variantIds: z.array(z.string()) });

/** Tells open pages that the stock of these variants changed; they read the new figures themselves. */
export const announceStock: Job = {
  name: "announce-stock",
  run: async (input, { db }) => {
    const { variantIds } = payload.parse(input);
    await announce(
      db,
      variantIds.map((id) => `stock:${id}`),
    );
  },
};
