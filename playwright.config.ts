import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./server/cli/browser.ts";

const browser = findBrowser();
const port = process.env.E2E_PORT ?? "3100";
// E2E_BASE_URL names a shop that is open already (with its data in E2E_DATA_DIR); else one is built and opened here.
const given = process.env.E2E_BASE_URL;
const url = given ?? `http://localhost:${port}`;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  // Generous: what takes so long is wrong, and a slow machine is not.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // The shop, its database and the browsers share a small machine; a story waits about as long as it works.
  workers: Number(process.env.E2E_WORKERS ?? 3),
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    baseURL: url,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    // Asked for (E2E_TRACE=1): a snapshot of every action costs processor in each run, the good ones too. Even then without
    // the film, which costs as much as everything else in the browser.
    trace: process.env.E2E_TRACE === "1" ? { mode: "retain-on-failure", screenshots: false, sources: false } : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: browser?.kind === "system" ? browser.path : undefined,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
        "--disable-dev-shm-usage",
      ],
    },
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } } },
    {
      name: "mobile",
      // What has no screen is tried once.
      testIgnore: /e2e[\\/]api[\\/]/,
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, screen: { width: 390, height: 844 } },
    },
  ],
  webServer: given
    ? undefined
    : {
        command: `"${process.execPath}" server/cli/serve.ts --fresh`,
        url: `${url}/api/health`,
        // E2E_REUSE=1 runs against a shop that is already open there.
        reuseExistingServer: process.env.E2E_REUSE === "1",
        env: {
          PORT: port,
          PUBLIC_URL: "", // follows from the port; a given one would be built into the pages
          DATA_DIR: ".data/e2e",
          // Stories come from addresses of their own (e2e/support/api.ts).
          TRUSTED_PROXIES: "1",
          // Nothing of the developer's own: the embedded database, the sandbox, the mailbox page.
          DATABASE_URL: "",
          MEILISEARCH_URL: "",
          STRIPE_SECRET_KEY: "",
          STRIPE_WEBHOOK_SECRET: "",
          STRIPE_API_BASE: "",
          PAYMENT_PROVIDER: "",
          SMTP_URL: "",
          NEXTAUTH_SECRET: "",
          DEPLOYMENT: "local",
          SHOW_DEV_MAILBOX: "true",
          LOG_LEVEL: "warn",
        },
        timeout: 300_000,
        gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
        stdout: "pipe",
      },
});
