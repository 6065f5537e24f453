import type { ChannelInput, ChannelSettings } from "#server/modules/channels/contract.ts";
import { readQuantity } from "../stock/quantity-text.ts";

export type PlaceDraft = ChannelSettings["locations"][number] & { serves: boolean; safetyText: string };

export const placesOf = (channel: ChannelSettings): PlaceDraft[] =>
  channel.locations.map((place) => ({
    ...place,
    serves: place.priority !== null,
    safetyText: String(place.safetyStock),
  }));

/** The places with one of them a step earlier (-1) or later (1). */
export function movePlace(places: readonly PlaceDraft[], index: number, step: -1 | 1): PlaceDraft[] {
  const to = index + step;
  const [from, other] = [places[index], places[to]];
  if (!from || !other) return [...places];
  return places.map((place, i) => (i === index ? other : i === to ? from : place));
}

/** Limits of the numbers that staff type, as the contract has them. */
export const limits = {
  holdMinutes: [1, 1440],
  cartHoldMinutes: [1, 1440],
  transferHoldDays: [1, 60],
  reminderMinutes: [0, 10_080],
  plentyFrom: [2, 100_000],
  returnToleranceDays: [0, 365],
  reviewAskDays: [0, 60],
} as const;
export type NumberField = keyof typeof limits;

export type ChannelProblem = NumberField | "paymentMethods" | "locations" | `safety ${string}`;

/** What a form says, as the server wants it; or the fields that are wrong, first to last. */
export function readChannel(
  channel: ChannelSettings,
  data: FormData,
  places: readonly PlaceDraft[],
): { input: ChannelInput } | { wrong: ChannelProblem[] } {
  const number = (name: NumberField) => Number(String(data.get(name) ?? "").trim() || Number.NaN);
  const wrongNumbers = (Object.keys(limits) as NumberField[]).filter((name) => {
    const [least, most] = limits[name];
    const tooSoon = name === "reminderMinutes" && number(name) > 0 && number(name) < 15;
    return !Number.isInteger(number(name)) || number(name) < least || number(name) > most || tooSoon;
  });
  const paymentMethods = (["online", "transfer"] as const).filter((method) => data.has(`pay ${method}`));
  const serving = places.filter((place) => place.serves);
  const wrongSafety = serving.filter((place) => (readQuantity(place.safetyText) ?? -1) < 0);
  const wrong: ChannelProblem[] = [
    ...wrongNumbers,
    ...(serving.length === 0 ? (["locations"] as const) : []),
    ...wrongSafety.map((place) => `safety ${place.code}` as const),
    ...(paymentMethods.length === 0 ? (["paymentMethods"] as const) : []),
  ];
  if (wrong.length) return { wrong };
  return {
    input: {
      code: channel.code,
      version: channel.version,
      holdOn: data.get("holdOn") === "cart" ? "cart" : "payment",
      holdMinutes: number("holdMinutes"),
      cartHoldMinutes: number("cartHoldMinutes"),
      transferHoldDays: number("transferHoldDays"),
      reminderMinutes: number("reminderMinutes"),
      sourcing: data.get("sourcing") === "nearest" ? "nearest" : "priority",
      splitLines: data.has("splitLines"),
      captureMode: data.get("captureMode") === "shipment" ? "shipment" : "automatic",
      paymentMethods: [...paymentMethods],
      stockDisplay: data.get("stockDisplay") === "bands" ? "bands" : "exact",
      plentyFrom: number("plentyFrom"),
      returnToleranceDays: number("returnToleranceDays"),
      reviewsAppear: data.get("reviewsAppear") === "at_once" ? "at_once" : "checked",
      reviewAskDays: number("reviewAskDays"),
      locations: serving.map(({ code, safetyText, ships }) => ({
        code,
        safetyStock: readQuantity(safetyText) ?? 0,
        ships,
      })),
    },
  };
}
