// Live stock over HTTP: how long after a commit do open pages show it? Against a shop that runs, through its own doors.
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { readShownStock } from "#server/flows/watch-stock/shown-stock.ts";
import { channelByCode } from "#server/modules/channels/index.ts";
import { adjust } from "#server/modules/stock/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { StartProblem } from "../start-problem.ts";
import { type Latency, latency, percentile } from "./statistics.ts";

export type LiveRow = {
  watchers: number;
  changes: number;
  /** From the commit to the event at a page, over all pages and changes. */
  event: Latency;
  /** The slowest page of a change, in the middle of all changes. */
  lastPageMs: number;
  /** Events that did not come within five seconds. */
  missed: number;
  /** Until every page had its snapshot. */
  openedMs: number;
};

type Target = { variantId: string; locationCode: string; available: number };

/** An article with enough in stock that one piece more or less disturbs nobody. */
async function pickArticle(): Promise<Target> {
  const channel = await channelByCode(db(), "web");
  const levels = await db().stockLevel.findMany({
    where: { locationId: { in: channel.locationIds }, onHand: { gte: 10 } },
    orderBy: { onHand: "desc" },
    take: 1,
    select: { variantId: true, location: { select: { code: true } } },
  });
  const [level] = levels;
  if (!level) throw new StartProblem("No article with ten pieces in stock: seed the shop first.");
  const [row] = await readShownStock(db(), channel, [level.variantId], new Date());
  if (row?.available == null)
    throw new StartProblem("The channel shows bands: a change of one piece would be no event.");
  return { variantId: level.variantId, locationCode: level.location.code, available: row.available };
}

type Crowd = { seen: Map<number, number[]>; close: () => void };

/** Opens pages; `seen` holds when each count arrived, page by page. */
async function openCrowd(url: string, variantId: string, watchers: number): Promise<Crowd> {
  const input = encodeURIComponent(JSON.stringify({ variantIds: [variantId] }));
  const address = `${url}/api/trpc/shop.stock.watch?input=${input}`;
  const agent = new http.Agent({ maxSockets: Number.POSITIVE_INFINITY });
  const seen = new Map<number, number[]>();
  const requests: http.ClientRequest[] = [];
  const open = () =>
    new Promise<void>((ready, fail) => {
      const request = http.get(address, { agent, headers: { accept: "text/event-stream" } }, (response) => {
        if (response.statusCode !== 200) return fail(new StartProblem(`${address} answered ${response.statusCode}`));
        response.setEncoding("utf8");
        let rest = "";
        response.on("error", () => {});
        response.on("data", (chunk: string) => {
          const lines = (rest + chunk).split("\n");
          rest = lines.pop() ?? "";
          for (const line of lines) {
            const available = /^data: \[.*?"available":(\d+)/.exec(line)?.[1];
            if (available === undefined) continue;
            const at = seen.get(Number(available)) ?? [];
            seen.set(Number(available), at);
            at.push(performance.now());
            ready();
          }
        });
      });
      request.on("error", fail);
      requests.push(request);
    });
  for (let i = 0; i < watchers; i += 50) await Promise.all(Array.from({ length: Math.min(50, watchers - i) }, open));
  return {
    seen,
    close: () => {
      for (const request of requests) request.on("error", () => {}).destroy();
      agent.destroy();
    },
  };
}

/**
 * Measures on the shop at `url`, whose database is the process's own: takes one piece away and gives it back, over and
 * over, and leaves everything as it was but for the ledger's entries.
 */
export async function benchLive(options: { url: string; watchers: number; changes: number }): Promise<LiveRow> {
  const target = await pickArticle();
  const started = performance.now();
  const crowd = await openCrowd(options.url, target.variantId, options.watchers);
  const openedMs = performance.now() - started;
  const all: number[] = [];
  const last: number[] = [];
  let missed = 0;
  try {
    for (let i = 0; i < options.changes * 2; i++) {
      // Between two changes pages rest, and not in step with anybody's clock.
      await sleep(300 + Math.random() * 200);
      crowd.seen.clear();
      const quantity = i % 2 ? 1 : -1;
      const { variantId, locationCode, available } = target;
      await inTx((tx) => adjust(tx, { variantId, locationCode, quantity, note: "bench: live stock" }, bySystem));
      const committed = performance.now();
      const wanted = available + (quantity < 0 ? -1 : 0);
      const came = () => crowd.seen.get(wanted) ?? [];
      while (came().length < options.watchers && performance.now() - committed < 5_000) await sleep(20);
      const times = came().map((at) => at - committed);
      all.push(...times);
      last.push(Math.max(...times, 0));
      missed += options.watchers - times.length;
    }
  } finally {
    crowd.close();
  }
  return {
    watchers: options.watchers,
    changes: options.changes * 2,
    event: latency(all),
    lastPageMs: percentile(last, 0.5),
    missed,
    openedMs,
  };
}
