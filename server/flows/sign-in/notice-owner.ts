import { newId } from "#server/kernel/ids.ts";
import { queueMail, type SecurityNotice } from "#server/modules/notifications/index.ts";
import type { Tx } from "#server/platform/db.ts";

/** Tells the owner of an account, by mail, what has just happened to its safety. */
export async function noticeOwner(
  tx: Tx,
  notice: { userId: string; what: SecurityNotice; device?: string; now: Date; once?: string },
): Promise<void> {
  const { userId, what, device = "", now } = notice;
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, locale: true } });
  const clockFace = { dateStyle: "full", timeStyle: "short", timeZone: "Europe/Paris" } as const;
  await queueMail(tx, {
    dedupeKey: `security:${notice.once ?? newId("event")}`,
    to: user.email,
    template: "security_notice",
    locale: user.locale,
    data: {
      what,
      device,
      when: new Intl.DateTimeFormat(user.locale, clockFace).format(now),
      path: "/account/security",
    },
  });
}
