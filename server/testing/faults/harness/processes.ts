// Processes of the shop as the machine sees them: they can be killed, frozen, thawed, and they come back.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { childEnvironment, root } from "#server/cli/launch-environment.ts";
import { eventually } from "./eventually.ts";

const followParent = pathToFileURL(path.join(root, "server/cli/follow-parent.mjs")).href;
const shiftClock = pathToFileURL(path.join(import.meta.dirname, "shift-clock.mjs")).href;

export type ProcessPlan = {
  name: string;
  /** Script and arguments for Node. */
  args: string[];
  env: Record<string, string | undefined>;
  /** File that keeps what it says. */
  log: string;
  isReady: () => Promise<boolean>;
};

export class ShopProcess {
  readonly #plan: ProcessPlan;
  #child: ChildProcess | undefined;
  /** A supervisor would start it again when it ends by itself. */
  #wanted = false;

  constructor(plan: ProcessPlan) {
    this.#plan = plan;
  }

  get runs(): boolean {
    return this.#child !== undefined || this.#wanted;
  }

  get #pid(): number {
    const pid = this.#child?.pid;
    if (!pid) throw new Error(`${this.#plan.name} does not run`);
    return pid;
  }

  /** `clockShift`: its clock goes wrong by so many milliseconds. */
  async start(options: { clockShift?: number } = {}): Promise<this> {
    this.#wanted = true;
    this.#spawn(options.clockShift ?? 0);
    await eventually(`${this.#plan.name} answers`, this.#plan.isReady);
    return this;
  }

  #spawn(clockShift: number): void {
    const { args, env, log } = this.#plan;
    const output = fs.openSync(log, "a");
    const imports = ["--import", followParent, ...(clockShift ? ["--import", `${shiftClock}?ms=${clockShift}`] : [])];
    const child = spawn(process.execPath, [...imports, ...args], {
      cwd: root,
      env: childEnvironment({ ...env, COMPTOIR_LAUNCHER: String(process.pid) }),
      stdio: ["ignore", output, output, "ipc"],
    });
    fs.closeSync(output);
    this.#child = child;
    child.once("exit", () => {
      if (this.#child !== child) return;
      this.#child = undefined;
      if (this.#wanted) setTimeout(() => this.#wanted && !this.#child && this.#spawn(clockShift), 300);
    });
  }

  /** kill −9: no goodbye. Resolves when it is gone; `start` brings it back. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** The polite way, for a story's end. */
  async stop(): Promise<void> {
    if (this.#child) await this.#end("SIGTERM");
    this.#wanted = false;
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    const patience = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(patience);
  }

  /** Stops its heart without closing a single connection. */
  freeze(): void {
    process.kill(this.#pid, "SIGSTOP");
  }

  thaw(): void {
    this.#child?.kill("SIGCONT");
  }

  /** What it said last, for a story that went wrong. */
  get lastWords(): string {
    return fs.existsSync(this.#plan.log) ? fs.readFileSync(this.#plan.log, "utf8").slice(-3_000) : "";
  }
}
