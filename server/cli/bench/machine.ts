// Where and when figures were taken: without it they mean nothing.
import { execFileSync } from "node:child_process";
import os from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../launch-environment.ts";

const git = (...args: string[]): string => {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  } catch {
    return "";
  }
};

export type Machine = { date: string; commit: string; cpu: string; memoryGb: number; node: string; load: number };

/** This machine now: `load` is the one-minute load average before the bench began. */
export function describeMachine(): Machine {
  const cpus = os.cpus();
  const changed = git("status", "--porcelain", "--", "server", "prisma") ? " with local changes" : "";
  return {
    date: new Date().toISOString().slice(0, 16).replace("T", " "),
    commit: `${git("rev-parse", "--short", "HEAD") || "unknown"}${changed}`,
    cpu: `${cpus.length} × ${cpus[0]?.model.trim() ?? "unknown"}`,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    load: Math.round((os.loadavg()[0] ?? 0) * 10) / 10,
  };
}

const lookSeconds = 2;
const quietSeconds = 10;

/** How busy all processors were for a moment, 0 to 1. */
async function busyShare(): Promise<number> {
  const times = () =>
    os.cpus().reduce(
      (sum, { times: { idle, ...busy } }) => {
        const worked = Object.values(busy).reduce((all, part) => all + part, 0);
        return { worked: sum.worked + worked, all: sum.all + worked + idle };
      },
      { worked: 0, all: 0 },
    );
  const before = times();
  await wait(lookSeconds * 1_000);
  const after = times();
  return (after.worked - before.worked) / (after.all - before.all);
}

/**
 * Waits until this machine has had nearly nothing to do for ten seconds on end, five minutes at most: a shop that has
 * just opened still prepares, with pauses (a large one draws its pictures for three minutes). Tells whether it came to that.
 */
export async function becomeQuiet(): Promise<boolean> {
  const until = Date.now() + 300_000;
  for (let quiet = 0; quiet < quietSeconds; ) {
    if (Date.now() > until) return false;
    quiet = (await busyShare()) > 0.1 ? 0 : quiet + lookSeconds;
  }
  return true;
}
