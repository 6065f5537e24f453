import { z } from "zod";
import { renderMedia } from "#server/flows/show-pictures/render-media.ts";
import type { Job } from "./job.ts";

const payload = z.object({ mediaIds: z.array(z.string()).optional() });

/** Makes renditions and blurs of pictures that came in; without ids, of all that still lack them. */
export const renderMediaJob: Job = {
  name: "render-media",
  run: async (input, { log, signal }) => {
    const { mediaIds } = payload.parse(input ?? {});
    const { rendered, refused, stopped } = await renderMedia(mediaIds ?? null, { signal });
    for (const picture of refused) log.warn(picture, "a picture cannot be rendered and is shown as it is");
    if (rendered) log.info({ rendered }, "pictures rendered");
    if (stopped) throw new Error("stopped before every picture was rendered");
  },
};
