// The whole shop as it runs in production, each part within reach of a fault: PostgreSQL, web server and worker as processes,
// wires between them, a payment provider and a post office that can be disturbed.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { seed } from "#prisma/seed/index.ts";
import { type Sandbox, startSandbox } from "#server/adapters/payments/sandbox/server.ts";
import { freePort } from "#server/cli/ports.ts";
import { db } from "#server/platform/db.ts";
import { env, resetEnv } from "#server/platform/env.ts";
import { article } from "../../shoppers.ts";
import { Buyer } from "./buyer.ts";
import { openCluster } from "./cluster.ts";
import { eventually } from "./eventually.ts";
import { openPostOffice } from "./post-office.ts";
import { ShopProcess } from "./processes.ts";
import { layWire } from "./wire.ts";

export type FaultyShop = Awaited<ReturnType<typeof openFaultyShop>>;

const secrets = { key: "sk_test_faults", webhook: "whsec_faults" };
/** Few, so that a story can fill them all. */
const poolSize = 6;

async function answersWell(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
  await response.body?.cancel();
  return response.ok;
}

/** Opens the shop with the demo data; takes about twenty seconds. */
export async function openFaultyShop() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "comptoir-faults-"));
  fs.chmodSync(home, 0o755); // root lends PostgreSQL another account, which must get in
  const cluster = await openCluster(home);
  const [webWire, workerWire] = [await layWire(cluster), await layWire(cluster)];
  const mail = await openPostOffice();
  const [port, secondPort] = [await freePort(), await freePort()];
  const urlOf = (at: number) => `http://localhost:${at}`;
  const sandbox: Sandbox = await startSandbox({
    webhook: { url: `${urlOf(port)}/api/webhooks/sandbox`, secret: secrets.webhook },
    secretKey: secrets.key,
    tickMs: 200,
  });

  // This very process looks into the database and prepares goods with the house's own commands.
  Object.assign(process.env, {
    DATABASE_URL: cluster.url,
    STRIPE_API_BASE: sandbox.url,
    STRIPE_SECRET_KEY: secrets.key,
    STRIPE_WEBHOOK_SECRET: secrets.webhook,
    MEDIA_DIR: path.join(home, "media"),
  });
  resetEnv();
  await seed(env().DATABASE_URL);

  const envFor = (wirePort: number, at: number) => ({
    NODE_ENV: "production",
    DEPLOYMENT: "local",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(at),
    PUBLIC_URL: urlOf(port),
    NEXTAUTH_URL: urlOf(port),
    NEXTAUTH_SECRET: "a-secret-for-the-stories-of-faults-only",
    DATABASE_URL: cluster.urlThrough(wirePort, "?idle_in_transaction_session_timeout=3000"),
    DATABASE_POOL: String(poolSize),
    PAYMENT_PROVIDER: "sandbox",
    STRIPE_API_BASE: sandbox.url,
    STRIPE_SECRET_KEY: secrets.key,
    STRIPE_WEBHOOK_SECRET: secrets.webhook,
    SMTP_URL: mail.url,
    MAIL_FROM: "Maison Comptoir <bonjour@comptoir.test>",
    DATA_DIR: home,
    MEDIA_DIR: path.join(home, "media"),
    MEILISEARCH_URL: "",
    WORKER_LEASE_SECONDS: "4",
    LOG_LEVEL: "warn",
  });
  const webAt = (name: string, at: number) =>
    new ShopProcess({
      name,
      args: ["node_modules/next/dist/bin/next", "start", "-p", String(at)],
      env: envFor(webWire.port, at),
      log: path.join(home, `${name}.log`),
      isReady: () => answersWell(urlOf(at)),
    });
  const web = webAt("web", port);
  const secondWeb = webAt("web-2", secondPort);
  // Each has a wire of its own: the first one's may be held still.
  const workerAt = (name: string, wirePort: number) =>
    new ShopProcess({
      name,
      args: ["server/cli/worker.ts"],
      env: envFor(wirePort, port),
      log: path.join(home, `${name}.log`),
      isReady: () => someWorkerLives(),
    });
  const worker = workerAt("worker", workerWire.port);
  const secondWorker = workerAt("worker-2", cluster.port);
  /** A living worker holds a lock as its sign of life. */
  async function someWorkerLives(): Promise<boolean> {
    const rows = await cluster.sql("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted LIMIT 1");
    return rows.length > 0;
  }

  const shop = {
    cluster,
    /** Between the web servers and PostgreSQL. */
    webWire,
    /** Between the worker and PostgreSQL. */
    workerWire,
    web,
    /** A second web server on the same database; not running unless a story starts it. */
    secondWeb,
    worker,
    /** A second worker; not running unless a story starts it. */
    secondWorker,
    mail,
    home,
    poolSize,
    url: urlOf(port),
    secondUrl: urlOf(secondPort),
    buyer: (url = urlOf(port)) => new Buyer(url),
    buyers: (count: number) => Array.from({ length: count }, () => new Buyer(urlOf(port))),
    /** A new article with so many pieces. */
    article: (stock: number) => article({ stock }),
    sql: cluster.sql,
    /** What tests may ask of the payment sandbox (`/_sandbox/…`). */
    async provider<T = unknown>(control: string, body?: object): Promise<T> {
      const response = await fetch(`${sandbox.url}/_sandbox/${control}`, {
        method: body ? "POST" : "GET",
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`sandbox: ${control} answered ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    /** Puts everything right again that a story may have left wrong. */
    async mend(): Promise<void> {
      webWire.clear();
      workerWire.clear();
      for (const one of [web, secondWeb, worker, secondWorker]) one.thaw();
      await shop.provider("faults/clear", {});
      await shop.provider("webhooks/resume", {});
      await Promise.all([secondWeb.stop(), secondWorker.stop()]);
      if (!(await answersWell(shop.url).catch(() => false))) await web.kill().then(() => web.start());
      if (!worker.runs) await worker.start();
      await eventually("the worker is back", someWorkerLives);
    },
    async close(): Promise<void> {
      await Promise.all([web, secondWeb, worker, secondWorker].map((one) => one.kill()));
      await db().$disconnect();
      await sandbox.close();
      await mail.close();
      await Promise.all([webWire.close(), workerWire.close()]);
      await cluster.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all([web.start(), worker.start()]);
  } catch (error) {
    console.error(web.lastWords, worker.lastWords);
    await shop.close();
    throw error;
  }
  return shop;
}
