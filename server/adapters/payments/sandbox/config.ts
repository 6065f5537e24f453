import type { SandboxOptions } from "./server.ts";

function portOf(text: string | undefined): number {
  const port = Number(text || 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`SANDBOX_PORT is not a port: ${text}`);
  return port;
}

/**
 * SANDBOX_PORT, SANDBOX_HOST (127.0.0.1), SANDBOX_PUBLIC_URL, SANDBOX_WEBHOOK_URL with SANDBOX_WEBHOOK_SECRET,
 * SANDBOX_STATE_FILE, SANDBOX_SECRET_KEY and SANDBOX_MERCHANT. Throws an Error naming the variable that is wrong.
 */
export function sandboxOptions(env: NodeJS.ProcessEnv = process.env): SandboxOptions {
  const { SANDBOX_WEBHOOK_URL: url, SANDBOX_WEBHOOK_SECRET: secret } = env;
  if (url && !secret) throw new Error("SANDBOX_WEBHOOK_SECRET is missing: webhooks are always signed");
  return {
    port: portOf(env.SANDBOX_PORT),
    host: env.SANDBOX_HOST || "127.0.0.1",
    publicUrl: env.SANDBOX_PUBLIC_URL || null,
    webhook: url && secret ? { url, secret } : null,
    stateFile: env.SANDBOX_STATE_FILE || null,
    secretKey: env.SANDBOX_SECRET_KEY || null,
    merchant: env.SANDBOX_MERCHANT || undefined,
  };
}
