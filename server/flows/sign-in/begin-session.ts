// Opens and ends the sessions of signed-in browsers; writes to the owner when one signs in with a browser that the account
// has not seen. Permission: identity.session.create by the proof that came before, account.profile.own to end. No locks.
import { systemClock } from "#server/kernel/clock.ts";
import { type Device, endSession, openSession } from "#server/modules/identity/index.ts";
import type { By } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { noticeOwner } from "./notice-owner.ts";
import type { SignedIn } from "./with-password.ts";

/** Opens the session of somebody who has just proven to be this user. Returns its id, for the cookie. */
export function beginSession(signedIn: SignedIn, device: Device, clock = systemClock): Promise<string> {
  const now = clock.now();
  return inTx(async (tx) => {
    const { userId, sessionVersion: version } = signedIn;
    const session = await openSession(tx, { userId, version, device, now });
    if (session.newDevice) {
      const device = [session.browser, session.system].filter(Boolean).join(", ");
      await noticeOwner(tx, { userId, what: "new_device", device, now, once: session.id });
    }
    return session.id;
  });
}

/** Ends one session of one's own; the browser that has it is a guest from its next request on. */
export function endOwnSession(input: { id: string }, by: By, clock = systemClock): Promise<void> {
  return inTx((tx) => endSession(tx, { id: input.id, userId: by.userId ?? "", now: clock.now() }, by));
}
