// A migration fails half-way while the shop is open: nothing of it stays, the shop sells on, and the way out is known.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { childEnvironment, root } from "#server/cli/launch-environment.ts";
import type { FaultyShop } from "../harness/shop.ts";
import { expectPaidOnce, expectShopToHold } from "../harness/truth.ts";
import { pays } from "./pays.ts";

const name = "29990101000000_half";

/** A copy of the schema and its migrations, with one more. */
function copyWith(home: string, sql: string): string {
  const dir = path.join(home, "half-migration");
  fs.rmSync(dir, { recursive: true, force: true });
  for (const part of [
    "prisma/models",
    "prisma/migrations",
    "prisma/schema.prisma",
    "prisma/migrate.ts",
    "package.json",
  ]) {
    fs.cpSync(path.join(root, part), path.join(dir, part), { recursive: true });
  }
  fs.symlinkSync(path.join(root, "node_modules"), path.join(dir, "node_modules"));
  fs.mkdirSync(path.join(dir, "prisma/migrations", name));
  fs.writeFileSync(path.join(dir, "prisma/migrations", name, "migration.sql"), sql);
  return dir;
}

const migrate = (dir: string, databaseUrl: string, ...args: string[]) =>
  new Promise<number>((resolve) => {
    const env = childEnvironment({ DATABASE_URL: databaseUrl });
    const child = spawn(process.execPath, ["prisma/migrate.ts", ...args], { cwd: dir, env, stdio: "ignore" });
    child.once("exit", (code) => resolve(code ?? 1));
  });

export function halfMigration(shop: () => FaultyShop): void {
  it("leaves no trace, blocks the next, and goes through once it is mended", async () => {
    const { cluster, home, sql } = shop();
    const columns = () =>
      sql(
        "SELECT column_name FROM information_schema.columns WHERE column_name = 'half_done' OR table_name = 'half_table'",
      );
    const { variantId } = await shop().article(2);
    const [before, after] = [shop().buyer(), shop().buyer()];
    const order = await before.order(variantId);
    const broken = copyWith(
      home,
      "ALTER TABLE sales_order ADD COLUMN half_done text;\nCREATE TABLE half_table (id int);\nSELECT 1 / 0;\n",
    );
    expect(await migrate(broken, cluster.url, "deploy")).not.toBe(0);
    expect(await columns()).toEqual([]);
    // The shop is open all the time.
    await pays(before, order);
    await pays(after, await after.order(variantId));
    await expectPaidOnce(shop(), before);
    await expectPaidOnce(shop(), after);
    // Nobody deploys past a failure by accident.
    expect(await migrate(broken, cluster.url, "deploy")).not.toBe(0);
    expect(await migrate(broken, cluster.url, "resolve", name, "rolled-back")).toBe(0);
    const mended = copyWith(home, "CREATE TABLE half_table (id int);\n");
    expect(await migrate(mended, cluster.url, "deploy")).toBe(0);
    expect(await columns()).toHaveLength(1);
    await expectShopToHold(shop());
  });
}
