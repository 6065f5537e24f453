import { expect, it } from "vitest";
import { carrierChoices } from "#server/modules/fulfilment/contract-scans.ts";
import { describeCarrier } from "#server/testing/carrier-contract.ts";
import { manualCarrier } from "./manual/carrier.ts";
import { carrierByCode, carrierCodes } from "./registry.ts";
import { createSimulatedCarrier } from "./simulated/carrier.ts";

describeCarrier(manualCarrier, null);
describeCarrier(createSimulatedCarrier(1), 72);

it("shipping methods may choose exactly the carriers of the registry", () => {
  expect([...carrierChoices]).toEqual([...carrierCodes]);
});

it("the registry knows its carriers and no other", () => {
  for (const code of carrierCodes) expect(carrierByCode(code).code).toBe(code);
  expect(() => carrierByCode("toString")).toThrowError("fulfilment.carrier_unknown");
});
