import { systemClock } from "#server/kernel/clock.ts";
import { safePath } from "#server/modules/identity/contract.ts";
import { hashPassword, issueLink, type LinkPurpose, linkMinutes } from "#server/modules/identity/index.ts";
import { queueMail } from "#server/modules/notifications/index.ts";
import { hashToken } from "#server/platform/secrets.ts";
import { inTx } from "#server/platform/tx.ts";
import { countKnock } from "./limits.ts";

// These three never look whether the address has an account: the same rows are written and the same mail leaves either
// way, so neither the answer nor its timing can tell. What the link may do is decided when its mailbox is proven.

type Request = { ip: string; locale: string };
const issued = (purpose: LinkPurpose, token: string) => ({
  // The fragment stays in the reader's browser: no log, no referrer, no mail scanner's request ever carries it.
  path: (page: string) => `/sign-in/${page}#${token}`,
  dedupeKey: `link:${purpose}:${hashToken(token)}`,
});

/**
 * Mails a link that signs in once, and makes the account when the mailbox has none yet.
 * Throws DomainError rate_limited `too_many_requests`.
 */
export async function requestLink(
  input: { email: string; callbackUrl?: string },
  request: Request,
  clock = systemClock,
): Promise<void> {
  await countKnock("mail", { email: input.email, ip: request.ip });
  const back = safePath(input.callbackUrl, "");
  await inTx(async (tx) => {
    const token = await issueLink(tx, {
      email: input.email,
      purpose: "sign_in",
      data: { locale: request.locale },
      now: clock.now(),
    });
    const { path, dedupeKey } = issued("sign_in", token);
    await queueMail(tx, {
      dedupeKey,
      to: input.email,
      template: "sign_in",
      locale: request.locale,
      data: { path: path(back ? `link?to=${encodeURIComponent(back)}` : "link"), minutes: linkMinutes.sign_in },
    });
  });
}

/**
 * Mails a link that opens an account with a password. Name and password wait in the link; only whoever holds both the
 * mailbox and the password can complete it, so registering somebody else's address opens nothing.
 * Throws DomainError rate_limited `too_many_requests`.
 */
export async function requestRegistration(
  input: { email: string; name: string; password: string; locale?: string },
  request: Request,
  clock = systemClock,
): Promise<void> {
  await countKnock("mail", { email: input.email, ip: request.ip });
  const locale = input.locale ?? request.locale;
  const passwordHash = await hashPassword(input.password);
  await inTx(async (tx) => {
    const data = { name: input.name, locale, passwordHash };
    const token = await issueLink(tx, { email: input.email, purpose: "register", data, now: clock.now() });
    const { path, dedupeKey } = issued("register", token);
    await queueMail(tx, {
      dedupeKey,
      to: input.email,
      template: "register",
      locale,
      data: { path: path("confirm"), name: input.name },
    });
  });
}

/** Mails a link that sets a password. Throws DomainError rate_limited `too_many_requests`. */
export async function requestPasswordReset(
  input: { email: string },
  request: Request,
  clock = systemClock,
): Promise<void> {
  await countKnock("mail", { email: input.email, ip: request.ip });
  await inTx(async (tx) => {
    const token = await issueLink(tx, {
      email: input.email,
      purpose: "reset",
      data: { locale: request.locale },
      now: clock.now(),
    });
    const { path, dedupeKey } = issued("reset", token);
    await queueMail(tx, {
      dedupeKey,
      to: input.email,
      template: "reset",
      locale: request.locale,
      data: { path: path("reset"), minutes: linkMinutes.reset },
    });
  });
}
