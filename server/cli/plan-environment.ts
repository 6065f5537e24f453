// Which environment the processes of a local shop find: what the shell and .env say, completed with what this
// machine can pretend.
import path from "node:path";
import { dataDir, given } from "./launch-environment.ts";
import { localSecrets } from "./local-database.ts";
import { freePort } from "./ports.ts";

export type ShopEnvironment = Record<string, string | undefined>;

/** True unless Stripe's key, another provider or a sandbox elsewhere is given. */
export function usesOwnSandbox(): boolean {
  if (given("STRIPE_API_BASE")) return false;
  const named = given("PAYMENT_PROVIDER");
  return named ? named === "sandbox" : !given("STRIPE_SECRET_KEY");
}

async function planSandbox(dir: string, publicUrl: string) {
  if (!usesOwnSandbox()) return undefined;
  const wished = given("SANDBOX_PORT");
  const port = wished ? Number(wished) : await freePort(4010);
  const secrets = localSecrets(dir);
  return {
    url: `http://localhost:${port}`,
    env: {
      PAYMENT_PROVIDER: "sandbox",
      STRIPE_API_BASE: `http://localhost:${port}`,
      STRIPE_SECRET_KEY: secrets.stripeKey,
      STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
    },
    own: {
      SANDBOX_PORT: String(port),
      SANDBOX_SECRET_KEY: secrets.stripeKey,
      SANDBOX_WEBHOOK_URL: `${publicUrl}/api/webhooks/sandbox`,
      SANDBOX_WEBHOOK_SECRET: secrets.webhookSecret,
      SANDBOX_STATE_FILE: path.join(dir, "payment-sandbox.jsonl"),
      SANDBOX_MERCHANT: "Maison Comptoir",
    },
  };
}

/** The whole plan. `DATABASE_URL` is a stand-in until the embedded server has its port. */
export async function planEnvironment(dir: string = dataDir()) {
  const port = Number(given("PORT") ?? 3000);
  const url = (given("PUBLIC_URL") ?? `http://localhost:${port}`).replace(/\/+$/, "");
  const sandbox = await planSandbox(dir, url);
  const env: ShopEnvironment = {
    DEPLOYMENT: given("DEPLOYMENT") ?? "local",
    PORT: given("PORT") ?? "3000",
    PUBLIC_URL: url,
    DATABASE_URL: given("DATABASE_URL") ?? "postgresql://not.yet/started",
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: given("NEXTAUTH_SECRET") ?? localSecrets(dir).nextauth,
    DATA_DIR: dir,
    MEDIA_DIR: given("MEDIA_DIR") ?? path.join(dir, "media"),
    LOG_LEVEL: given("LOG_LEVEL") ?? "warn",
    NEXT_TELEMETRY_DISABLED: "1",
    ...sandbox?.env,
  };
  return { port, url, env, sandbox };
}
