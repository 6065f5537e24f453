/** The sandbox as a process of its own: `node server/adapters/payments/sandbox/main.ts`. Stops on SIGTERM and SIGINT. */
import { sandboxOptions } from "./config.ts";
import { startSandbox } from "./server.ts";

try {
  const sandbox = await startSandbox(sandboxOptions());
  process.stdout.write(`payment sandbox ready on ${sandbox.url}\n`);
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  process.stderr.write(`payment sandbox cannot start: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
