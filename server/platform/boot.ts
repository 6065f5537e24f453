// The web server's first and last act: refuse a wrong environment, and go when told to.
import http from "node:http";
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
  if (env().TRUSTED_PROXIES === 0) forgetClaimedAddresses();
  // Live event streams are told to end by their own listener; kept-alive connections could still hold the
  // server open for minutes.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => setTimeout(() => process.exit(0), 5000).unref());
  }
}

/**
 * Without a proxy in front `x-forwarded-for` is only what the client claims, and Next fills the peer's address in only
 * where the header is missing: taken out here, limits per address cannot be walked around by inventing addresses.
 */
export function forgetClaimedAddresses() {
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (this: http.Server, event: string | symbol, ...given: unknown[]) {
    if (event === "request" || event === "upgrade")
      delete (given[0] as http.IncomingMessage).headers["x-forwarded-for"];
    return Reflect.apply(emit, this, [event, ...given]);
  } as typeof emit;
}
