import { describe, expect, it } from "vitest";
import type { ChannelSettings } from "#server/modules/channels/contract.ts";
import { channelInput } from "#server/modules/channels/contract.ts";
import { movePlace, placesOf, readChannel } from "./channel-draft.ts";

const place = (code: string, priority: number | null) => ({
  code,
  name: code,
  kind: "warehouse",
  city: null,
  priority,
  safetyStock: 0,
  ships: code === "B" ? ("last" as const) : ("first" as const),
});
const channel: ChannelSettings = {
  code: "web",
  name: "Site",
  kind: "web",
  version: 3,
  holdMinutes: 30,
  holdOn: "payment",
  cartHoldMinutes: 15,
  transferHoldDays: 7,
  reminderMinutes: 240,
  sourcing: "priority",
  splitLines: true,
  captureMode: "automatic",
  paymentMethods: ["online"],
  stockDisplay: "exact",
  plentyFrom: 10,
  returnToleranceDays: 14,
  reviewsAppear: "checked",
  reviewAskDays: 10,
  locations: [place("A", 0), place("B", 1), place("C", null)],
  safetyStocks: [],
};
const form = (changes: Record<string, string | null> = {}) => {
  const data = new FormData();
  const all: Record<string, string | null> = {
    holdOn: "cart",
    holdMinutes: "20",
    cartHoldMinutes: " 5 ",
    transferHoldDays: "7",
    reminderMinutes: "60",
    sourcing: "nearest",
    captureMode: "shipment",
    stockDisplay: "bands",
    plentyFrom: "12",
    returnToleranceDays: "16",
    reviewsAppear: "at_once",
    reviewAskDays: "0",
    "pay online": "on",
    ...changes,
  };
  for (const [name, value] of Object.entries(all)) if (value !== null) data.set(name, value);
  return data;
};

describe("a channel's form", () => {
  it("says what the server takes, places in the order chosen", () => {
    const places = movePlace(placesOf(channel), 0, 1).map((one) =>
      one.code === "B" ? { ...one, safetyText: "1,5" } : one,
    );
    const read = readChannel(channel, form(), places);
    expect(read).toEqual({
      input: {
        code: "web",
        version: 3,
        holdOn: "cart",
        holdMinutes: 20,
        cartHoldMinutes: 5,
        transferHoldDays: 7,
        reminderMinutes: 60,
        sourcing: "nearest",
        splitLines: false,
        captureMode: "shipment",
        paymentMethods: ["online"],
        stockDisplay: "bands",
        plentyFrom: 12,
        returnToleranceDays: 16,
        reviewsAppear: "at_once",
        reviewAskDays: 0,
        locations: [
          { code: "B", safetyStock: 1.5, ships: "last" },
          { code: "A", safetyStock: 0, ships: "first" },
        ],
      },
    });
    expect(channelInput.safeParse("input" in read ? read.input : null).success).toBe(true);
  });

  it("names what is wrong, first to last", () => {
    const places = placesOf(channel).map((one) => (one.code === "A" ? { ...one, safetyText: "-1" } : one));
    const wrong = form({ holdMinutes: "0", plentyFrom: "two", cartHoldMinutes: "", "pay online": null });
    expect(readChannel(channel, wrong, places)).toEqual({
      wrong: ["holdMinutes", "cartHoldMinutes", "plentyFrom", "safety A", "paymentMethods"],
    });
    const none = placesOf(channel).map((one) => ({ ...one, serves: false }));
    expect(readChannel(channel, form(), none)).toEqual({ wrong: ["locations"] });
  });

  it("moves no place over the edge", () => {
    const places = placesOf(channel);
    expect(movePlace(places, 0, -1)).toEqual(places);
    expect(movePlace(places, 2, 1)).toEqual(places);
  });
});
