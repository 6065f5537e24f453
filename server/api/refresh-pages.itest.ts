import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { productsIndexed } from "#server/modules/catalogue/index.ts";
import { emit } from "#server/platform/outbox.ts";
import { inTx } from "#server/platform/tx.ts";
import { relayAll } from "#server/testing/run-jobs.ts";

const followers: ChildProcess[] = [];
afterAll(() => {
  for (const follower of followers) follower.kill();
});

/** A process of its own with the same database; how often it dropped its pages. */
async function startFollower(): Promise<() => number> {
  const file = path.join(import.meta.dirname, "..", "testing", "catalogue-follower.ts");
  const follower = fork(file, { env: { ...process.env }, stdio: "ignore" });
  followers.push(follower);
  let refreshed = 0;
  follower.on("message", (said) => {
    if (said === "refreshed") refreshed++;
  });
  await once(follower, "message");
  return () => refreshed;
}

it("has every web process drop its pages when the catalogue changes, the one that changed it or not", async () => {
  const counts = await Promise.all([startFollower(), startFollower()]);
  await inTx(async (tx) => emit(tx, ...productsIndexed(["prd_1"])));
  await relayAll();
  for (const count of counts) await expect.poll(count, { timeout: 15_000 }).toBeGreaterThan(0);
}, 60_000);
