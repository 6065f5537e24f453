import { type ChildProcess, spawn } from "node:child_process";
import { childEnvironment, root } from "./launch-environment.ts";
import { StartProblem } from "./start-problem.ts";

// A build must not go on when the command that wanted it is gone.
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill();
});

/** Runs a TypeScript file of ours to its end; what it says comes back with its exit code. */
export async function runScript(args: string[], env: Record<string, string | undefined> = {}) {
  let output = "";
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: childEnvironment(env),
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    running.add(child);
    const keep = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("exit", (exitCode) => {
      running.delete(child);
      resolve(exitCode);
    });
  });
  return { code, output };
}

/**
 * Fills the database of `env` with the demo shop, in a process of its own so that its memory is given back.
 * @throws StartProblem with what the seed said
 */
export async function writeDemoShop(env: Record<string, string | undefined>): Promise<void> {
  const { code, output } = await runScript(["server/cli/seed.ts"], env);
  if (code !== 0) throw new StartProblem(`The demo shop could not be written:\n${output}`);
}
