// Starts the processes of a shop, passes on what they say, brings back what may come back, stops them in order.
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { childEnvironment, root } from "./launch-environment.ts";
import { sleep } from "./processes.ts";
import { StartProblem } from "./start-problem.ts";
import { say } from "./terminal.ts";

const windows = process.platform === "win32";
const followParent = pathToFileURL(path.join(import.meta.dirname, "follow-parent.mjs")).href;
const levels: Record<number, string> = { 10: "trace", 20: "debug", 30: "info", 40: "WARN", 50: "ERROR", 60: "FATAL" };

export type ProcessSpec = {
  name: string;
  /** Script and arguments for Node. */
  args: string[];
  env: Record<string, string | undefined>;
  /** What its unexpected end means: start it again after a pause, or close the shop. */
  whenItDies: "restart" | "close";
  /** Milliseconds it gets to end by itself. */
  patience?: number;
};

/** A log line of ours is JSON: told in words for a person at a terminal. */
export function readable(line: string): string {
  if (!line.startsWith("{")) return line;
  try {
    const { level, time: _time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
    const details = Object.keys(rest).length ? ` ${JSON.stringify(rest)}` : "";
    const error = err && typeof err === "object" ? `\n${(err as { stack?: string }).stack ?? JSON.stringify(err)}` : "";
    return `${levels[Number(level)] ?? level} ${msg ?? ""}${details}${error}`;
  } catch {
    return line;
  }
}

class Supervised {
  readonly spec: ProcessSpec;
  readonly recent: string[] = [];
  child: ChildProcess | undefined;
  stopping = false;
  /** Until it is ready it says nothing (that matters only when it fails), and its end is the starter's affair. */
  ready = false;
  #attempts = 0;
  #onClose: (reason: string) => void;

  constructor(spec: ProcessSpec, onClose: (reason: string) => void) {
    this.spec = spec;
    this.#onClose = onClose;
  }

  start() {
    const { name, args, env } = this.spec;
    const started = Date.now();
    const child = spawn(process.execPath, ["--import", followParent, ...args], {
      cwd: root,
      env: childEnvironment({ ...env, COMPTOIR_LAUNCHER: String(process.pid) }),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // A group of its own: Ctrl-C in the terminal reaches the launcher only, which stops everything in order.
      detached: !windows,
      windowsHide: true,
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on("line", (line) => {
        this.recent.push(line);
        if (this.recent.length > 40) this.recent.shift();
        if (this.ready) say(`${name.padEnd(8)}│ ${readable(line)}`);
      });
    }
    child.on("error", (error) => this.recent.push(error.message));
    child.once("exit", (code, signal) => {
      if (this.stopping || !this.ready) return;
      if (this.spec.whenItDies === "close") {
        this.#onClose(`${name} ended unexpectedly (${signal ?? `exit code ${code}`})`);
        return;
      }
      if (Date.now() - started > 60_000) this.#attempts = 0;
      const pause = Math.min(30, 2 ** this.#attempts++);
      say(`${name.padEnd(8)}│ ended unexpectedly (${signal ?? `exit code ${code}`}); starting again in ${pause} s`);
      setTimeout(() => !this.stopping && this.start(), pause * 1000);
    });
  }

  async stop() {
    this.stopping = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    // Windows knows no polite signal; a cut channel means the same to follow-parent.mjs.
    if (windows) child.disconnect();
    else child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), this.spec.patience ?? 10_000);
    await gone;
    clearTimeout(patience);
  }
}

export type Supervisor = ReturnType<typeof supervise>;

/** One shop's processes. What was started last is stopped first. */
export function supervise() {
  const stops: { name: string; stop: () => Promise<void> }[] = [];
  const late: Promise<void>[] = [];
  let closing: Promise<void> | undefined;
  let ended: (code: number) => void = () => {};
  const done = new Promise<number>((resolve) => {
    ended = resolve;
  });

  const close = (code: number) => {
    closing ??= (async () => {
      for (const { stop } of stops.reverse()) await stop().catch((error) => console.error(error));
      ended(code);
    })();
    return closing;
  };

  return {
    /** Resolves with the exit code once everything has stopped. */
    done,
    close,
    get isClosing() {
      return closing !== undefined;
    },
    /** Something else to end with the rest (the database); at once when the rest is ending already. */
    add(name: string, stop: () => Promise<void>) {
      if (closing) late.push(stop());
      else stops.push({ name, stop });
    },
    /** Resolves when what was still being started during the close has been stopped too. */
    settled: () => Promise.allSettled(late),
    /** Starts a process; `ready` is asked until it answers true. */
    async run(spec: ProcessSpec, ready: () => Promise<boolean>, timeout = 60_000): Promise<void> {
      const supervised = new Supervised(spec, (reason) => {
        if (closing) return;
        console.error(`\n${reason}. Stopping the rest.\n${supervised.recent.slice(-15).map(readable).join("\n")}\n`);
        void close(1);
      });
      if (closing) throw new StartProblem("stopped");
      stops.push({ name: spec.name, stop: () => supervised.stop() });
      supervised.start();
      const end = Date.now() + timeout;
      for (;;) {
        if (closing) throw new StartProblem("stopped");
        if (await ready()) {
          supervised.ready = true;
          return;
        }
        const dead = supervised.child?.exitCode !== null || supervised.child?.signalCode !== null;
        if (dead || Date.now() > end) {
          supervised.stopping = true;
          throw new StartProblem(
            `${spec.name} ${dead ? "ended while starting" : `does not answer after ${timeout / 1000} s`}:\n` +
              supervised.recent.slice(-20).map(readable).join("\n"),
          );
        }
        await sleep(100);
      }
    },
  };
}

/** Whether an address answers with a success. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: "manual" });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
