// How the command line talks: plain lines, seconds behind every long step, problems without a stack.
import { DomainError } from "#server/kernel/errors.ts";
import { EnvironmentError } from "#server/platform/env.ts";
import { StartProblem } from "./start-problem.ts";

export const say = (line = "") => console.log(line);

/** Seconds since `start` (of performance.now) with one digit. */
export const seconds = (start: number) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** Runs one step of a long command and says how long it took; a slow one is announced while it runs. */
export async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const label = name.padEnd(42);
  const announce = setInterval(() => say(`  … ${label} ${seconds(start)}`), 10_000);
  try {
    const result = await work();
    say(`  ✓ ${label} ${seconds(start)}`);
    return result;
  } catch (error) {
    say(`  ✗ ${label} ${seconds(start)}`);
    throw error;
  } finally {
    clearInterval(announce);
  }
}

/** The message for the person at the keyboard; the stack only for defects of ours. */
export function describeProblem(error: unknown): string {
  if (error instanceof StartProblem || error instanceof EnvironmentError) return error.message;
  if (error instanceof DomainError) return `${error.code} ${JSON.stringify(error.details)}`;
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return `The disk is full (${path ?? message}). Free some space and start again.`;
  if (code === "EACCES" || code === "EPERM") {
    return `${path ?? message} may not be read or written by this user. Was Comptoir started by another one before?`;
  }
  if (code === "ECONNREFUSED" || code === "ENOTFOUND") {
    return `The database does not answer (${message}). Check DATABASE_URL, or leave it out to use the embedded one.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs a command; what goes wrong is told in words and ends in exit code 1. */
export async function stopOnProblem(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`\n${describeProblem(error)}\n`);
    process.exitCode = 1;
  }
}
