import { z } from "zod";
import { takeMail } from "#server/flows/help/take-mail.ts";
import { inboundMailSchema } from "#server/modules/tickets/port.ts";
import type { Job } from "./job.ts";

const payload = z.object({ inboxId: z.string() });

/** Works off a mail that came in: it is kept in the inbox as it was handed over, until the inbox is tidied. */
export const takeMailJob: Job = {
  name: "take-mail",
  async run(given, { db, log }) {
    const { inboxId } = payload.parse(given);
    const row = await db.webhookInbox.findUnique({ where: { id: inboxId }, select: { payload: true } });
    if (!row) return;
    const taken = await takeMail(inboundMailSchema.parse(row.payload), new Date());
    if (taken !== "written" && taken !== "known") log.warn({ inboxId, taken }, "a mail found no conversation");
    await db.webhookInbox.update({ where: { id: inboxId }, data: { processedAt: new Date() } });
  },
};
