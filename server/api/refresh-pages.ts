// Cached catalogue pages follow the ERP: the relay announces that the catalogue changed, every web process hears it on its
// one live connection and drops its own cached reads, by its own address because Next only allows that within a request.
import { createHmac, timingSafeEqual } from "node:crypto";
import { env, isBuilding } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { hub, listen } from "#server/platform/realtime.ts";

/** What the relay announces when something a shopper sees of the catalogue changed. */
export const catalogueTopic = "catalogue";

const refreshToken = (): string =>
  createHmac("sha256", env().NEXTAUTH_SECRET).update("refresh-pages").digest("base64url");

/** True for a request that this house made itself. */
export function mayRefresh(headers: { get(name: string): string | null }): boolean {
  const given = Buffer.from(headers.get("authorization") ?? "");
  const wanted = Buffer.from(`Bearer ${refreshToken()}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function refreshOwnPages(): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${env().PORT}/api/refresh`, {
    method: "POST",
    headers: { authorization: `Bearer ${refreshToken()}` },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`refreshing answered ${response.status}`);
}

async function refreshWithOneRetry(): Promise<void> {
  try {
    await refreshOwnPages();
  } catch {
    await new Promise((done) => setTimeout(done, 1000));
    await refreshOwnPages();
  }
}

/**
 * Next dates a page by the end of its rendering: one that began before a refresh and ended after it would pass for newer and
 * stay as it was for hours. So every refresh is made again when such renderings are over, the slow ones too.
 */
const again = [1_000, 5_000];

/** Calls `run` now and once more after each of the delays in milliseconds; a later call begins them anew. */
export function nowAndAgain(run: () => Promise<void>, delays: readonly number[] = again): () => Promise<void> {
  let later: NodeJS.Timeout[] = [];
  return () => {
    for (const timer of later) clearTimeout(timer);
    later = delays.map((delay) => setTimeout(() => void run(), delay).unref());
    return run();
  };
}

/** Follows the catalogue until the process ends; never rejects. Announcements while one refresh runs are one. */
export async function followCatalogue(): Promise<void> {
  if (isBuilding()) return;
  const refresh = nowAndAgain(() =>
    refreshWithOneRetry().catch((error: unknown) => {
      log.error({ err: error }, "cached pages could not be refreshed");
    }),
  );
  while (!hub().closing.aborted) {
    try {
      for await (const _ of await listen([catalogueTopic])) await refresh();
    } catch (error) {
      // No database yet: pages cached before it answers are looked at again when it does.
      log.warn({ err: error }, "cached pages cannot follow the catalogue yet");
    }
  }
}
