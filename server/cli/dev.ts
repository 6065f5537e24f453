// npm run dev: the same shop and the same data, rebuilt while you type.
import { printBanner } from "./banner.ts";
import { keepOpen, openShop } from "./local-shop.ts";
import { answers } from "./supervisor.ts";
import { seconds, step } from "./terminal.ts";

await keepOpen(async (supervisor) => {
  const start = performance.now();
  const shop = await openShop(supervisor, "npm run dev");
  const env = { ...shop.env, NODE_ENV: "development" };
  await step("starting the worker", () =>
    supervisor.run(
      {
        name: "worker",
        args: ["--watch", "--watch-preserve-output", "server/cli/worker.ts"],
        env,
        whenItDies: "restart",
      },
      async () => true,
    ),
  );
  await step("starting the web server", () =>
    supervisor.run(
      {
        name: "web",
        args: ["node_modules/next/dist/bin/next", "dev", "-p", String(shop.port)],
        env,
        whenItDies: "close",
      },
      () => answers(`http://127.0.0.1:${shop.port}/api/health`),
      180_000,
    ),
  );
  await shop.ready;
  if (!supervisor.isClosing) await printBanner(shop, seconds(start));
});
