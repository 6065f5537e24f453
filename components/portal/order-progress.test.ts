import { describe, expect, it } from "vitest";
import { type Delivery, headlineOf, kindOf, splitDeliveries, stepOf } from "./order-progress.ts";

const delivery = (status: Delivery["status"], isBackorder = false): Delivery => ({
  id: `${status}${isBackorder}`,
  number: "DO-1",
  status,
  location: { code: "lyon", name: "Lyon" },
  promised: null,
  outcome: "none",
  pickup: false,
  readyAt: null,
  collectBy: null,
  pickupCode: null,
  isBackorder,
  lines: [],
  parcels: [],
});
type Facts = Parameters<typeof headlineOf>[0];
const order = (facts: Partial<Facts>): Facts => ({
  status: "confirmed",
  paymentStatus: "paid",
  deliveryStatus: "none",
  deliveries: [],
  ...facts,
});

describe("where an order stands", () => {
  it.each<[string, Partial<Facts>, string]>([
    ["unpaid", { status: "awaiting_payment" }, "awaiting"],
    ["not paid in time", { status: "expired" }, "expired"],
    ["called off before paying back", { status: "cancelled" }, "cancelled"],
    ["called off and paid back", { status: "cancelled", paymentStatus: "refunded" }, "refunded"],
    ["paid, nothing planned", {}, "confirmed"],
    ["planned", { deliveries: [delivery("planned")] }, "confirmed"],
    ["in hand", { deliveries: [delivery("picking")] }, "preparing"],
    [
      "one of two lines left",
      { deliveryStatus: "partial", deliveries: [delivery("shipped"), delivery("planned", true)] },
      "partial",
    ],
    ["all left", { deliveryStatus: "shipped", deliveries: [delivery("shipped")] }, "shipped"],
    ["arrived", { deliveryStatus: "shipped", deliveries: [delivery("delivered"), delivery("cancelled")] }, "delivered"],
  ])("%s", (_, facts, headline) => {
    expect(headlineOf(order(facts))).toBe(headline);
  });

  it("maps to a milestone only while goods will come", () => {
    expect(stepOf("partial")).toBe("shipped");
    expect(stepOf("cancelled")).toBeNull();
    expect(stepOf("awaiting")).toBeNull();
  });
});

describe("what is told apart", () => {
  it("goods from money, and nothing that is for staff only", () => {
    expect([kindOf("shipped"), kindOf("refunded"), kindOf("note"), kindOf("packed")]).toEqual([
      "goods",
      "money",
      null,
      null,
    ]);
  });

  it("what left, what is prepared and what follows later", () => {
    const all = [delivery("shipped"), delivery("planned", true), delivery("picking"), delivery("cancelled")];
    const { sent, preparing, waiting } = splitDeliveries(all);
    expect([sent, preparing, waiting].map((d) => d.map((one) => one.status))).toEqual([
      ["shipped"],
      ["picking"],
      ["planned"],
    ]);
  });
});
