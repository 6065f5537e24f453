import { announce } from "#server/platform/realtime.ts";
import type { Job } from "./job.ts";

/** Tells every web process that names, pictures or prices changed; each drops its cached catalogue pages. */
export const announceCatalogue: Job = {
  name: "announce-catalogue",
  run: async (_input, { db }) => {
    await announce(db, ["catalogue"]);
  },
};
