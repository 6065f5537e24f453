// Completes package-lock.json with the per-platform optional packages that the
// registry in use could not answer for, so that `npm ci` accepts the lock
// everywhere. Run after every `npm install` that changes the lock.
import fs from "node:fs";

const file = new URL("../../package-lock.json", import.meta.url);
const lock = JSON.parse(fs.readFileSync(file, "utf8"));
const OS = {
  linux: "linux",
  darwin: "darwin",
  win32: "win32",
  windows: "win32",
  android: "android",
  freebsd: "freebsd",
  openharmony: "openharmony",
  wasi: null,
  openbsd: "openbsd",
  netbsd: "netbsd",
  sunos: "sunos",
  aix: "aix",
};
const CPU = ["arm64", "x64", "ia32", "arm", "ppc64", "s390x", "riscv64", "loong64", "wasm32", "mips64el"];
const added = [];

for (const [where, entry] of Object.entries(lock.packages)) {
  for (const [name, spec] of Object.entries(entry.optionalDependencies ?? {})) {
    let dir = where;
    let found = false;
    for (;;) {
      if (lock.packages[`${dir ? `${dir}/` : ""}node_modules/${name}`]) {
        found = true;
        break;
      }
      if (!dir) break;
      const at = dir.lastIndexOf("/node_modules/");
      dir = at < 0 ? "" : dir.slice(0, at);
    }
    if (found) continue;
    if (!/^\d+\.\d+\.\d+/.test(spec)) {
      console.error(`skip ${name}@${spec}: not an exact version`);
      continue;
    }
    const parts = name.split(/[/-]/);
    const os = parts.map((p) => OS[p]).find(Boolean);
    const cpu = parts.find((p) => CPU.includes(p));
    if (!os && cpu !== "wasm32") {
      console.error(`skip ${name}: no platform in its name`);
      continue;
    }
    const libc = os !== "linux" ? undefined : /musl/.test(name) ? ["musl"] : /gnu/.test(name) ? ["glibc"] : undefined;
    lock.packages[`node_modules/${name}`] = {
      version: spec,
      cpu: [cpu],
      ...(entry.dev && { dev: true }),
      ...(libc && { libc }),
      optional: true,
      ...(os && { os: [os] }),
    };
    added.push(name);
  }
}
const { "": root, ...rest } = lock.packages;
lock.packages = { "": root, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en"))) };
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`lock-platforms: ${added.length} entries added`);
