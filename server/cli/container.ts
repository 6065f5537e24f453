// What the container image runs: one image, the role as its argument. Each role checks its environment first.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { env } from "#server/platform/env.ts";
import { root } from "./launch-environment.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { StartProblem } from "./start-problem.ts";
import { say, stopOnProblem } from "./terminal.ts";

const roles: Record<string, () => Promise<unknown>> = {
  /** The web server of the standalone build. */
  web: () => import(pathToFileURL(path.join(root, "server.js")).href),
  worker: () => import("./worker.ts"),
  /** Once per deployment, before the new web and worker start; several at a time wait for each other. */
  migrate: async () => {
    const applied = await migrateDatabase(env().DATABASE_URL);
    say(applied.length ? `applied ${applied.join(", ")}` : "nothing to apply");
  },
  /** The demo shop, into an empty database. */
  seed: () => import("./seed.ts"),
  sandbox: () => import("#server/adapters/payments/sandbox/main.ts"),
  doctor: () => import("./doctor.ts"),
};

const [role = "web"] = process.argv.slice(2);
await stopOnProblem(async () => {
  const run = roles[role];
  if (!run) throw new StartProblem(`no such role: ${role}; there are ${Object.keys(roles).join(", ")}`);
  if (role !== "sandbox") env();
  await run();
});
