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

/** How busy all processors were for two seconds, 0 to 1. */
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
  await wait(2_000);
  const after = times();
  return (after.worked - before.worked) / (after.all - before.all);
}

/** Waits until this machine has nearly nothing to do, three minutes at most: a shop that has just opened still prepares. */
export async function becomeQuiet(): Promise<void> {
  const until = Date.now() + 180_000;
  while ((await busyShare()) > 0.1 && Date.now() < until);
}
