// Builds when the source changed. Never with a database: a page baked from one database's rows must not be
// served over another's, and the container image is built the same way.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { markEagerChunks } from "./eager-chunks.ts";
import { claimFolder, findInstance } from "./instance.ts";
import { given, root } from "./launch-environment.ts";
import { sleep } from "./processes.ts";
import { runScript } from "./run-script.ts";
import { StartProblem } from "./start-problem.ts";
import { step } from "./terminal.ts";

const stamp = path.join(root, ".next", "comptoir-sources");
const generatedStamp = path.join(root, "server", "generated", "comptoir-models");
const sources = [
  ..."app components server prisma/models prisma/schema.prisma public".split(" "),
  ..."proxy.ts instrumentation.ts global.d.ts next.config.js postcss.config.mjs tsconfig.json".split(" "),
  ..."package.json package-lock.json".split(" "),
];
const irrelevant = /\.(test|itest)\.tsx?$|[\\/](generated|cli|testing)[\\/]/;

function fingerprint(tops: readonly string[]): string {
  const hash = createHash("sha256");
  for (const top of tops) {
    const at = path.join(root, top);
    if (!fs.existsSync(at)) continue;
    const files = fs.statSync(at).isDirectory()
      ? fs.readdirSync(at, { recursive: true, encoding: "utf8" }).map((file) => path.join(top, file))
      : [top];
    for (const file of files.sort()) {
      const full = path.join(root, file);
      if (irrelevant.test(file) || !fs.statSync(full).isFile()) continue;
      hash.update(file).update(fs.readFileSync(full));
    }
  }
  return hash.digest("hex");
}

/** Static pages carry the shop's address (canonical links): a given one is part of what was built. */
const builtFrom = () => `${fingerprint(sources)} ${given("PUBLIC_URL") ?? ""}`;

const read = (file: string) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined);

/** Runs a tool of node_modules; what it says is shown only when it fails. */
const runTool = (script: string, args: string[], env: Record<string, string> = {}) =>
  runScript([path.join("node_modules", script), ...args], { NEXT_TELEMETRY_DISABLED: "1", ...env });

/** Prisma's client, written anew when a model changed. */
export async function generateIfChanged(): Promise<void> {
  const now = fingerprint(["prisma/models", "prisma/schema.prisma", "package-lock.json"]);
  if (read(generatedStamp) === now && fs.existsSync(path.join(root, "server/generated/prisma/client.ts"))) return;
  await step("generating the database client", async () => {
    const { code, output } = await runTool("prisma/build/index.js", ["generate"]);
    if (code !== 0) throw new StartProblem(`prisma generate failed:\n${output}`);
    fs.writeFileSync(generatedStamp, now);
  });
}

const isBuilt = () => read(stamp) === builtFrom() && fs.existsSync(path.join(root, ".next", "BUILD_ID"));

/** A production build of the source as it is now, made only when the last one is of other source. */
export async function buildIfChanged(): Promise<void> {
  if (isBuilt()) return;
  const lock = path.join(root, ".data", "build");
  fs.mkdirSync(lock, { recursive: true });
  await step("building (once per change of the source)", async () => {
    while (await findInstance(lock)) await sleep(500); // two builds in one folder would spoil each other
    const claim = await claimFolder(lock, "a build");
    try {
      if (isBuilt()) return;
      const now = builtFrom();
      fs.rmSync(stamp, { force: true });
      const { code, output } = await runTool("next/dist/bin/next", ["build"], {
        NODE_ENV: "production",
        DATABASE_URL: "", // empty, not absent: Next would look it up in .env
      });
      if (code !== 0) {
        const full = /ENOSPC|No space left/.test(output) ? "\nThe disk is full: free some space and start again." : "";
        throw new StartProblem(`The build failed:\n${output.slice(-6000)}${full}`);
      }
      markEagerChunks(path.join(root, ".next"));
      fs.writeFileSync(stamp, now);
    } finally {
      await claim.release();
    }
  });
}
