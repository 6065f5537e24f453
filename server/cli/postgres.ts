// A PostgreSQL 18 from npm, for everyone who has no server at hand: one cluster in one folder.
// The package's own start and stop are not used: they end the process at the first Ctrl-C, before the
// web server and the worker have finished, and cannot take over a cluster that a killed run left behind.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { freePort } from "./ports.ts";
import { type Binaries, findBinaries, type Identity, moveWithinReach, whoRunsIt } from "./postgres-binaries.ts";
import { isAlive, processName, waitUntil } from "./processes.ts";
import { StartProblem } from "./start-problem.ts";

const MAJOR = "18";
const windows = process.platform === "win32";

export type PostgresOptions = {
  /** Folder of the cluster; made when absent. */
  dir: string;
  password: string;
  /** Taken when free, else another one. */
  port?: number;
  /** Off for tests: nothing is lost there when the machine dies. */
  durable: boolean;
  /** Does a Ctrl-C in the terminal reach it directly? Off where the launcher stops everything in order. */
  ownProcessGroup: boolean;
};

export type RunningPostgres = {
  /** Without a database name. */
  url: string;
  port: number;
  dir: string;
  /** Resolves when the server ends, whoever ended it. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
};

function explain(what: string, output: string, dir: string): StartProblem {
  const tail = output.trim().split("\n").slice(-8).join("\n");
  if (/No space left on device|ENOSPC|not enough space/i.test(output)) {
    return new StartProblem(`${what}: the disk is full.\nFree some space (df -h ${dir}) and start again.\n${tail}`);
  }
  if (/wrong ownership|Permission denied|EACCES/i.test(output)) {
    return new StartProblem(
      `${what}: ${dir} belongs to another user, who probably started Comptoir first.\n` +
        `Start as that user, or give the folder to yourself (chown -R), or move it away to begin anew.\n${tail}`,
    );
  }
  return new StartProblem(`${what}.\n${tail}`);
}

/** Made beside and renamed, so that a run killed half-way leaves no half cluster. */
function initialise(binaries: Binaries, dir: string, identity: Identity, password: string) {
  const making = `${dir}.new`;
  fs.rmSync(making, { recursive: true, force: true });
  fs.mkdirSync(making, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(os.tmpdir(), `comptoir-${randomBytes(8).toString("hex")}`);
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (identity.uid !== undefined && identity.gid !== undefined) {
      fs.chownSync(making, identity.uid, identity.gid);
      fs.chownSync(passwordFile, identity.uid, identity.gid);
    }
    const done = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${making}`,
        "--username=postgres",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        "--locale-provider=icu",
        "--icu-locale=und",
        "--locale=C",
        "--no-instructions",
      ],
      { ...identity, encoding: "utf8", cwd: "/", windowsHide: true },
    );
    if (done.status !== 0) {
      const output = `${done.error?.message ?? ""}\n${done.stderr ?? ""}`;
      fs.rmSync(making, { recursive: true, force: true });
      if ((done.error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") {
        throw new StartProblem(
          "The PostgreSQL from npm does not run on this system (Alpine's C library is not the one it was built for).\n" +
            "Give a server of your own: DATABASE_URL=postgresql://user:password@host:5432/comptoir",
        );
      }
      throw explain("PostgreSQL could not make its folder", output, path.dirname(dir));
    }
    fs.renameSync(making, dir);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

/** Ends a cluster that a killed run left behind, and removes a lock file that names a stranger's process. */
async function clearPreviousRun(binaries: Binaries, dir: string, identity: Identity) {
  const lock = path.join(dir, "postmaster.pid");
  if (!fs.existsSync(lock)) return;
  const pid = Number(fs.readFileSync(lock, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid) || !/postgres|postmaster/i.test(processName(pid))) {
    // After a power cut the number may belong to any program: PostgreSQL would believe it is still running.
    fs.rmSync(lock, { force: true });
    return;
  }
  stopServer(binaries, dir, identity, pid);
  if (!(await waitUntil(() => !isAlive(pid), 20_000))) {
    throw new StartProblem(`A PostgreSQL of an earlier run (process ${pid}) does not end. End it and start again.`);
  }
}

function stopServer(binaries: Binaries, dir: string, identity: Identity, pid: number) {
  if (windows) {
    spawn(binaries.pgCtl, ["stop", "-D", dir, "-m", "fast", "-W"], { ...identity, stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(pid, "SIGINT"); // "fast": clients are cut off, a checkpoint is written
  } catch {
    // it has gone by itself
  }
}

async function waitForAnswer(url: string, child: ChildProcess, log: string, from: number, dir: string) {
  const output = () => fs.readFileSync(log, "utf8").slice(from);
  let lastError = "";
  const ready = await waitUntil(async () => {
    if (child.exitCode !== null || child.signalCode !== null) throw explain("PostgreSQL ended at once", output(), dir);
    const client = new pg.Client({ connectionString: `${url}/postgres`, connectionTimeoutMillis: 2000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      lastError = (error as Error).message;
      const code = (error as { code?: string }).code;
      // The folder was made with another password: waiting will not help.
      if (code === "28P01") throw new StartProblem(`The password kept beside ${dir} is not the one it was made with.`);
      return false;
    }
  }, 60_000);
  if (!ready) throw explain(`PostgreSQL does not answer (${lastError})`, output(), dir);
}

/**
 * Starts the cluster in `dir`, making it first when there is none.
 * @throws StartProblem with a way out: full disk, foreign owner, other major version, no binaries
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const wanted = path.resolve(options.dir);
  const identity = whoRunsIt(wanted);
  const { binaries, dir } = moveWithinReach(await findBinaries(), wanted, identity);
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  if (fs.existsSync(path.join(dir, "PG_VERSION"))) {
    const version = fs.readFileSync(path.join(dir, "PG_VERSION"), "utf8").trim();
    if (version !== MAJOR) {
      throw new StartProblem(
        `${dir} was written by PostgreSQL ${version}; this is ${MAJOR}.\n` +
          `Move the folder away to begin anew, or dump it with PostgreSQL ${version} first.`,
      );
    }
    await clearPreviousRun(binaries, dir, identity);
  } else {
    initialise(binaries, dir, identity, options.password);
  }
  const port = await freePort(options.port);
  const log = `${dir}.log`;
  const from = fs.existsSync(log) ? fs.statSync(log).size : 0;
  // A file, not a pipe: the server must not stumble when the launcher is gone.
  const output = fs.openSync(log, "a");
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    max_connections: "200",
    ...(options.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const child = spawn(
    binaries.postgres,
    ["-D", dir, "-p", String(port), ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`])],
    {
      ...identity,
      cwd: dir,
      stdio: ["ignore", output, output],
      detached: options.ownProcessGroup && !windows,
      windowsHide: true,
    },
  );
  fs.closeSync(output);
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(-1));
    child.once("exit", (code) => resolve(code));
  });
  const url = `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    stopServer(binaries, dir, identity, child.pid);
    const timer = setTimeout(() => child.kill("SIGQUIT"), 20_000);
    await ended;
    clearTimeout(timer);
  };
  try {
    await waitForAnswer(url, child, log, from, dir);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, dir, ended, stop };
}
