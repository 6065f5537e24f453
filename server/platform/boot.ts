// The web server's first and last act: refuse a wrong environment, and go when told to.
import { EnvironmentError, env, isBuilding } from "./env.ts";

export function start() {
  if (isBuilding()) return;
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(78); // "configuration error": not worth a restart
  }
  // Live event streams are told to end by their own listener; kept-alive connections could still hold the
  // server open for minutes.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => setTimeout(() => process.exit(0), 5000).unref());
  }
}
