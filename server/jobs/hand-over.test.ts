import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { laneOf, type Pending, planHandOver } from "./hand-over.ts";
import { jobs } from "./jobs.ts";
import { folded, subscribers, topicsOf } from "./subscribers.ts";

let seq = 0;
const event = (type: string, aggregateId: string, payload: Record<string, unknown>): Pending => {
  seq += 1;
  return { seq: String(seq), event: { id: `evt_${seq}`, type, aggregateId, payload }, job: null };
};
const request = (task: string, payload: object, more: object = {}): Pending => {
  seq += 1;
  return { seq: String(seq), event: null, job: { task, payload, ...more } };
};
const stock = (...variantIds: string[]) => event("stock.level.changed", variantIds[0] ?? "", { variantIds });

describe("the tables of what happens by itself", () => {
  const known = new Set(jobs.map((job) => job.name));
  it("name jobs that exist", () => {
    expect(
      Object.values(subscribers)
        .flat()
        .filter((task) => !known.has(task)),
    ).toEqual([]);
    expect(Object.keys(folded).filter((task) => !known.has(task))).toEqual([]);
  });
});

describe("a batch", () => {
  it("gives each event a job per subscriber, in order, in its order's lane", () => {
    const { jobs: made } = planHandOver([
      event("sales.order.confirmed", "ord_1", { orderId: "ord_1" }),
      event("fulfilment.delivery.shipped", "dlv_9", { deliveryId: "dlv_9", orderId: "ord_1" }),
    ]);
    const [confirmed = [], shipped = []] = ["sales.order.confirmed", "fulfilment.delivery.shipped"].map(
      (type) => subscribers[type],
    );
    expect(made.map((job) => job.task)).toEqual([...confirmed, ...shipped]);
    expect(new Set(made.map((job) => job.lane)).size).toBe(1);
    expect(made.at(-1)?.payload).toMatchObject({ deliveryId: "dlv_9", eventType: "fulfilment.delivery.shipped" });
  });

  it("folds a rush on stock into one job and one announcement per variant", () => {
    const plan = planHandOver([...Array.from({ length: 300 }, () => stock("var_a", "var_b")), stock("var_c")]);
    const payload = { variantIds: ["var_a", "var_b", "var_c"] };
    expect(plan.jobs).toEqual(["index-stock", "serve-alerts"].map((task) => ({ task, payload })));
    expect(plan.topics).toEqual(["stock:var_a", "stock:var_b", "stock:var_c"]);
  });

  it("announces every event about an order, whoever subscribed to it", () => {
    expect(topicsOf("anything.new.happened", { orderId: "ord_1" })).toEqual(["order:ord_1"]);
    expect(topicsOf("catalogue.product.changed", { productId: "prd_1" })).toEqual(["catalogue"]);
    expect(topicsOf("partners.partner.changed", { partnerId: "prt_1" })).toEqual([]);
  });

  it("lets the last request of a key stand, at the first one's time where asked to", () => {
    const early = { key: "k", runAt: "2026-01-01T00:00:00.000Z" };
    const late = { key: "k", runAt: "2026-01-02T00:00:00.000Z" };
    const replaced = planHandOver([request("send-mail", { n: 1 }, early), request("send-mail", { n: 2 }, late)]);
    expect(replaced.jobs).toEqual([{ task: "send-mail", payload: { n: 2 }, ...late }]);
    const kept = planHandOver([
      request("index-products", { n: 1 }, { ...early, keepTime: true }),
      request("index-products", { n: 2 }, { ...late, keepTime: true }),
    ]);
    expect(kept.keepTime).toEqual([{ task: "index-products", payload: { n: 2 }, ...early }]);
    expect(planHandOver([request("tidy", {}), request("tidy", {})]).jobs).toHaveLength(2);
  });

  it("refuses as a whole what a subscriber could not read", () => {
    expect(() => planHandOver([stock("var_a"), event("stock.level.changed", "x", { variantIds: null })])).toThrow();
  });
});

describe("lanes", () => {
  it("depend on the order alone, whichever of its documents changed", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (orderId, one, other) => {
        const lane = (aggregateId: string) => laneOf({ id: "e", type: "t", aggregateId, payload: { orderId } });
        expect(lane(one)).toBe(lane(other));
        expect(lane(one)).toMatch(/^lane-\d+$/);
      }),
    );
  });
});
