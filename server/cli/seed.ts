// Fills the database of this environment with the demo shop when there is nothing in it.

import { seed } from "#prisma/seed/index.ts";
import { env } from "#server/platform/env.ts";
import { stopOnProblem } from "./terminal.ts";

await stopOnProblem(async () => {
  await seed(env().DATABASE_URL);
});
process.exit();
