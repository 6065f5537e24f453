import { z } from "zod";
import { renderMedia } from "#server/flows/show-pictures/render-media.ts";
import { enqueue } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import type { Job } from "./job.ts";

const payload = z.object({ mediaIds: z.array(z.string()).optional() });

const pauseMs = 5_000;

/** Makes renditions and blurs of pictures that came in, without ids of all that still lack them: a portion now and then. */
export const renderMediaJob: Job = {
  name: "render-media",
  run: async (input, { log, signal }) => {
    const { mediaIds } = payload.parse(input ?? {});
    const { rendered, refused, left, stopped } = await renderMedia(mediaIds ?? null, { signal });
    for (const picture of refused) log.warn(picture, "a picture cannot be rendered and is shown as it is");
    if (rendered) log.info({ rendered }, "pictures rendered");
    if (left) {
      const runAt = new Date(Date.now() + pauseMs);
      await inTx((tx) =>
        enqueue(tx, "render-media", { mediaIds }, { runAt, ...(!mediaIds && { key: "render-media" }) }),
      );
    }
    if (stopped) throw new Error("stopped before every picture was rendered");
  },
};
