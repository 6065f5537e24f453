import { z } from "zod";
import { mailCarrier } from "#server/adapters/mail/registry.ts";
import { systemClock } from "#server/kernel/clock.ts";
import { mailToSend, markFailed, markSent } from "#server/modules/notifications/index.ts";
import type { Job } from "./job.ts";

const payload = z.object({ mailId: z.string() });

/**
 * Hands one mail to the carrier. A mail already sent is not sent again; one that was handed over just before the process
 * died is, under the same Message-ID, which mail servers recognise. Throws what the carrier threw: the worker tries again.
 */
export const sendMail: Job = {
  name: "send-mail",
  async run(given, { db, signal }) {
    const { mailId } = payload.parse(given);
    const mail = await mailToSend(db, mailId);
    if (!mail) return;
    try {
      await mailCarrier().send(mail, signal);
    } catch (error) {
      await markFailed(db, mailId, error instanceof Error ? error.message : String(error));
      throw error;
    }
    await markSent(db, mailId, systemClock.now());
  },
};
