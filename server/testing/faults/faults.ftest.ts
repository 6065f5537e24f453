// The fault suite: a whole shop of real processes, disturbed in every way that machines, networks and people know. After
// each story: nothing lost, nothing doubled, itself again within a minute.
import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { type FaultyShop, openFaultyShop } from "./harness/shop.ts";
import { clockJump } from "./stories/clock-jump.ts";
import { cutLive } from "./stories/cut-live.ts";
import { disturbedProvider } from "./stories/disturbed-provider.ts";
import { fallenDatabase } from "./stories/fallen-database.ts";
import { frozen } from "./stories/frozen.ts";
import { fullPool } from "./stories/full-pool.ts";
import { halfMigration } from "./stories/half-migration.ts";
import { killedWeb } from "./stories/killed-web.ts";
import { killedWorker } from "./stories/killed-worker.ts";
import { strangeWebhooks } from "./stories/webhooks.ts";

let opening: Promise<FaultyShop> | undefined;
let opened: FaultyShop | undefined;
const shop = (): FaultyShop => {
  if (!opened) throw new Error("the shop is not open");
  return opened;
};

beforeAll(async () => {
  opening = openFaultyShop();
  opened = await opening;
}, 300_000);
// Also when the opening took too long: nothing is left running.
afterAll(async () => (await opening)?.close());
afterEach(() => opened?.mend());

describe("a killed web server", () => killedWeb(shop));
describe("a killed worker", () => killedWorker(shop));
describe("a fallen PostgreSQL", () => fallenDatabase(shop));
describe("a disturbed payment provider", () => disturbedProvider(shop));
describe("strange webhooks", () => strangeWebhooks(shop));
describe("a frozen process", () => frozen(shop));
describe("a full pool", () => fullPool(shop));
describe("a clock that jumps", () => clockJump(shop));
describe("a cut live connection", () => cutLive(shop));
describe("a migration that fails half-way", () => halfMigration(shop));
