// Fills the database of this environment with the demo shop when there is nothing in it.

import path from "node:path";
import { seed } from "#prisma/seed/index.ts";
import { env } from "#server/platform/env.ts";
import { stopOnProblem } from "./terminal.ts";

await stopOnProblem(async () => {
  const { DATABASE_URL, DATA_DIR } = env();
  // The file in which the shop's own sandbox will find the payments of past orders.
  await seed(DATABASE_URL, { pastOrders: { sandboxStateFile: path.join(DATA_DIR, "payment-sandbox.jsonl") } });
});
process.exit();
