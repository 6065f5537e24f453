// One Comptoir per data folder. The running one listens on a local socket: it is gone the moment its
// process is, however it ended, whereas a file with a process id may name a stranger after a reboot.
import { createHash } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { StartProblem } from "./start-problem.ts";

export type Instance = { pid: number; command: string; url?: string; databaseUrl?: string; sandboxUrl?: string };

function address(dataDir: string): string {
  const key = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\comptoir-${key}`;
  const inside = path.join(dataDir, "run.sock");
  // The system allows about a hundred characters for a socket's path.
  return inside.length < 100 ? inside : path.join(os.tmpdir(), `comptoir-${key}.sock`);
}

/** The Comptoir that uses this folder now, if any. */
export function findInstance(dataDir: string): Promise<Instance | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect(address(dataDir));
    let text = "";
    const none = () => resolve(undefined);
    socket.setTimeout(2000, () => socket.destroy());
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", none);
    socket.on("close", () => {
      try {
        resolve(JSON.parse(text) as Instance);
      } catch {
        none();
      }
    });
  });
}

/**
 * Claims the folder for this process and tells others what runs here.
 * @throws StartProblem when another Comptoir has it
 */
export async function claimFolder(dataDir: string, command: string) {
  const running = await findInstance(dataDir);
  if (running) {
    throw new StartProblem(
      `Another Comptoir runs in this folder (${running.command}, process ${running.pid}${running.url ? `, ${running.url}` : ""}).\n` +
        "Use that one, or stop it with Ctrl-C, or start this one with data of its own: DATA_DIR=.data/second PORT=3100",
    );
  }
  const where = address(dataDir);
  if (process.platform !== "win32") fs.rmSync(where, { force: true });
  const state: Instance = { pid: process.pid, command };
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.end(JSON.stringify(state));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(where, resolve);
  });
  if (process.platform !== "win32") fs.chmodSync(where, 0o600); // it tells the database's password
  server.unref();
  return {
    tell: (more: Partial<Instance>) => Object.assign(state, more),
    release: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
