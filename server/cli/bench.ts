// npm run bench -- stock [--quick]: measures on a database of its own and writes docs/bench. --quick only prints.
import { withBenchDatabase } from "./bench/database.ts";
import { fillShop, settle } from "./bench/fill-shop.ts";
import { benchHotRow } from "./bench/hot-row.ts";
import { describeMachine } from "./bench/machine.ts";
import { writeStockReport } from "./bench/report-stock.ts";
import { benchStock } from "./bench/stock.ts";
import { StartProblem } from "./start-problem.ts";
import { say, step, stopOnProblem } from "./terminal.ts";

async function stock(quick: boolean): Promise<void> {
  const machine = describeMachine();
  await withBenchDatabase(async () => {
    await step("filling a shop", () => fillShop(50_000));
    await step("settling", settle);
    const hot = await benchHotRow({ quick });
    const orders = await benchStock({ quick });
    if (!quick) for (const file of writeStockReport(machine, orders, hot)) say(`  ✓ ${file}`);
  });
}

await stopOnProblem(async () => {
  const [name] = process.argv.slice(2);
  if (name !== "stock") throw new StartProblem("Which bench? There is: npm run bench -- stock [--quick]");
  await stock(process.argv.includes("--quick"));
});
process.exit();
