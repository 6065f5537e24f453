// npm start: the whole shop on one machine, in production mode. `npm start -- --fresh` begins with empty data.
import { printBanner } from "./banner.ts";
import { buildIfChanged } from "./build.ts";
import { keepOpen, openShop } from "./local-shop.ts";
import { answers } from "./supervisor.ts";
import { seconds, step } from "./terminal.ts";

await keepOpen(async (supervisor) => {
  const start = performance.now();
  const shop = await openShop(supervisor, "npm start", { fresh: process.argv.includes("--fresh") });
  await buildIfChanged();
  if (supervisor.isClosing) return;
  const env = { ...shop.env, NODE_ENV: "production" };
  await step("starting the worker", () =>
    supervisor.run({ name: "worker", args: ["server/cli/worker.ts"], env, whenItDies: "restart" }, async () => true),
  );
  await step("starting the web server", () =>
    supervisor.run(
      {
        name: "web",
        args: ["node_modules/next/dist/bin/next", "start", "-p", String(shop.port)],
        env,
        whenItDies: "close",
      },
      () => answers(`http://127.0.0.1:${shop.port}/api/health`),
    ),
  );
  await shop.ready;
  if (!supervisor.isClosing) await printBanner(shop, seconds(start));
});
