// A production server over a shop as large as they come: the same code and pages as `npm start`, on data of the bench's own.
import { spawn } from "node:child_process";
import { rebuildSearch } from "#server/flows/search/rebuild-search.ts";
import { db } from "#server/platform/db.ts";
import { childEnvironment, root } from "../launch-environment.ts";
import { freePort } from "../ports.ts";
import { waitUntil } from "../processes.ts";
import { StartProblem } from "../start-problem.ts";
import { answers } from "../supervisor.ts";
import { step } from "../terminal.ts";
import { withBenchDatabase } from "./database.ts";
import { growDemoShop, type ShopSize } from "./multiply.ts";

/** Runs work against an open shop of about so many products and orders; neither it nor its data stay. */
export async function withLargeShop<T>(size: ShopSize, work: (url: string, size: ShopSize) => Promise<T>): Promise<T> {
  return withBenchDatabase(async () => {
    let grown = size;
    await step(`a shop of ${size.products.toLocaleString("en")} products`, async () => {
      grown = await growDemoShop(size);
      await rebuildSearch();
      await db().$executeRawUnsafe("VACUUM ANALYZE");
    });
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const server = spawn(process.execPath, ["server/cli/serve.ts"], {
      cwd: root,
      env: childEnvironment({ PORT: String(port), PUBLIC_URL: undefined }),
      stdio: "ignore",
    });
    const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
    try {
      await step("opening it", async () => {
        const open = await waitUntil(() => answers(`${url}/api/ready`), 600_000, 500);
        if (!open || server.exitCode !== null) throw new StartProblem("The large shop did not open.");
      });
      return await work(url, grown);
    } finally {
      server.kill("SIGTERM");
      await ended;
    }
  });
}
