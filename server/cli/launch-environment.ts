// The only place of the command line that reads the environment raw: it decides what the processes it
// starts will find there. They check it themselves with platform/env.ts.
import path from "node:path";

export const root = path.join(import.meta.dirname, "..", "..");

/** A variable of the shell or of .env; an empty one counts as absent. */
export function given(name: string): string | undefined {
  return process.env[name]?.trim() || undefined;
}

/** What a child process inherits, with changes on top; `undefined` removes a variable. */
export function childEnvironment(changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  const merged: NodeJS.ProcessEnv = { ...process.env, ...changes };
  for (const [name, value] of Object.entries(merged)) if (value === undefined) delete merged[name];
  return merged;
}

/** For code of ours that runs inside this very process (the seed, the doctor). */
export function applyEnvironment(changes: Record<string, string | undefined>): void {
  Object.assign(process.env, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)));
}

/** Variables of an optional .env file, without overriding what the shell says. */
export function readEnvFile(): void {
  try {
    process.loadEnvFile(path.join(root, ".env"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Where embedded data lives between runs. */
export const dataDir = () => path.resolve(root, given("DATA_DIR") ?? ".data");
