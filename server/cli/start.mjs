// One command from a fresh clone: installs what is missing, then hands over to a Node that can run the rest.
// Plain JavaScript without dependencies, and old enough in its ways for any Node to say what is wrong.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const modules = path.join(root, "node_modules");
const bin = path.join(modules, ".bin");
const windows = process.platform === "win32";
const neededMajor = 24;

function giveUp(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** npm notes what it installed when it is done: an interrupted or outdated installation does not match the lock. */
function isInstalled() {
  const wanted = readJson(path.join(root, "package-lock.json"));
  const present = readJson(path.join(modules, ".package-lock.json"));
  if (!wanted) giveUp("package-lock.json is missing or damaged: restore it with `git checkout package-lock.json`.");
  if (!present) return false;
  for (const [where, entry] of Object.entries(wanted.packages)) {
    const installed = present.packages[where];
    const dispensable = entry.optional || entry.devOptional || entry.os || entry.cpu;
    if (where === "" || (dispensable && !installed)) continue;
    if (!installed || installed.version !== entry.version) return false;
  }
  return true;
}

/** npm carries a Node of its own for some systems; elsewhere the one in use must do. */
function chooseNode() {
  const own = path.join(bin, "node");
  // It does not run everywhere npm installs it (Alpine has another C library).
  if (!windows && fs.existsSync(own) && spawnSync(own, ["-e", ""]).status === 0) return own;
  if (Number(process.versions.node.split(".")[0]) < neededMajor) {
    giveUp(
      `Comptoir needs Node ${neededMajor} or newer; this is ${process.versions.node} (${process.execPath}).\n` +
        `Get it from https://nodejs.org, or with a version manager: nvm install ${neededMajor} && nvm use ${neededMajor}`,
    );
  }
  return process.execPath;
}

async function install() {
  const bringsNode = process.platform === "linux" && ["x64", "arm64"].includes(process.arch);
  if (!bringsNode) chooseNode(); // rather now than after the download
  if (fs.statfsSync) {
    const disk = fs.statfsSync(root);
    const free = (disk.bavail * disk.bsize) / 1e9;
    if (free < 2) {
      giveUp(`Only ${free.toFixed(1)} GB are free on this disk; installing and building needs about 2 GB.`);
    }
  }
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  console.log("  … installing packages (npm ci), about a minute the first time");
  const ticker = setInterval(() => console.log(`  … installing packages ${elapsed()}`), 10_000);
  const code = await new Promise((resolve) => {
    const npm = spawn(
      windows ? "npm.cmd" : "npm",
      ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
      {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit"],
        shell: windows,
      },
    );
    npm.on("error", (error) => giveUp(`npm could not be started (${error.message}). Is it on the PATH?`));
    npm.on("exit", resolve);
  });
  clearInterval(ticker);
  if (code !== 0) {
    giveUp(
      "The packages could not be installed (see npm's message above).\n" +
        "Usual causes: no way to the registry (proxy, offline), a full disk, files of another user in node_modules.\n" +
        "Put it right and run the same command again; nothing else has to be undone.",
    );
  }
  console.log(`  ✓ packages installed ${elapsed()}`);
}

if (!isInstalled()) await install();
const node = chooseNode();
const [script = "serve.ts", ...args] = process.argv.slice(2);

// Not spawnSync: it would leave the child behind when this process is told to stop.
const child = spawn(node, [path.join(root, "server", "cli", script), ...args], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// npm runs scripts through sh, which keeps a signal sent to npm to itself: stop when that parent is gone.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill("SIGTERM");
}, 500).unref();
child.on("error", (error) => giveUp(`${node} could not be started: ${error.message}`));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
