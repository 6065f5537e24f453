import { defineConfig } from "vitest/config";

const rooms = "{app,components,prisma,server}";

/** What any test may count on; DATABASE_URL is only there for integration tests. */
const environment = {
  DEPLOYMENT: "local",
  LOG_LEVEL: "silent",
  PUBLIC_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "test-secret-of-thirty-two-characters",
  // Never the developer's own services, whatever the shell exports.
  STRIPE_SECRET_KEY: "sk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
  STRIPE_API_BASE: "",
  PAYMENT_PROVIDER: "sandbox",
  MEILISEARCH_URL: "",
  MEILISEARCH_KEY: "",
  SMTP_URL: "",
};

export default defineConfig({
  test: {
    pool: "threads",
    maxWorkers: 2,
    // What is waited for comes by itself; how soon is the machine's affair, not the test's.
    expect: { poll: { timeout: 12_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${rooms}/**/*.test.{ts,tsx}`],
          testTimeout: 15_000,
          env: { ...environment, DATABASE_URL: "" },
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: [`${rooms}/**/*.itest.ts`],
          globalSetup: ["server/testing/global-setup.ts"],
          setupFiles: ["server/testing/setup-database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          env: environment,
        },
      },
      {
        // Whole shops of real processes; needs the production build (npm test -- faults).
        extends: true,
        test: {
          name: "faults",
          include: ["server/testing/faults/*.ftest.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          env: environment,
        },
      },
    ],
  },
});
