// node server/cli/search-rebuild.ts: builds the search index of every configured engine anew, on the database of
// DATABASE_URL, else on the embedded one. Shoppers keep the old index until the new one is ready.
import { applyEnvironment } from "./launch-environment.ts";
import { withDatabase } from "./local-database.ts";
import { say, stopOnProblem } from "./terminal.ts";

await stopOnProblem(() =>
  withDatabase(async (url) => {
    applyEnvironment({ DATABASE_URL: url });
    const { rebuildSearch } = await import("#server/flows/search/rebuild-search.ts");
    const { db } = await import("#server/platform/db.ts");
    try {
      for (const { engine, documents } of await rebuildSearch()) say(`${engine}: ${documents} products`);
    } finally {
      await db().$disconnect();
    }
  }),
);
