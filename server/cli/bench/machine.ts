// Where and when figures were taken: without it they mean nothing.
import { execFileSync } from "node:child_process";
import os from "node:os";
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
