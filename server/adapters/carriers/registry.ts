/**
 * The carriers this house has a line to. A new one is one folder beside this file and one line in `manifest`; it must pass
 * `server/testing/carrier-contract.ts`.
 */
import { DomainError } from "#server/kernel/errors.ts";
import type { Carrier } from "#server/modules/fulfilment/port.ts";
import { manualCarrier } from "./manual/carrier.ts";
import { createSimulatedCarrier } from "./simulated/carrier.ts";

const manifest: ReadonlyMap<string, Carrier> = new Map(
  [manualCarrier, createSimulatedCarrier()].map((carrier) => [carrier.code, carrier]),
);

export const carrierCodes: readonly string[] = [...manifest.keys()];

/** The carrier with a code. Throws DomainError not_found `fulfilment.carrier_unknown`. */
export function carrierByCode(code: string): Carrier {
  const carrier = manifest.get(code);
  if (!carrier) throw new DomainError("not_found", "fulfilment.carrier_unknown", { code });
  return carrier;
}
