// Which registers of VAT numbers there are: VIES where it is configured, a pretended one otherwise.
import type { VatRegister } from "#server/modules/tax/port.ts";
import { viesUrl } from "./config.ts";
import { sandboxRegister } from "./sandbox/register.ts";
import { createVies } from "./vies/register.ts";

/** The register of this process. */
export function vatRegister(): VatRegister {
  const url = viesUrl();
  return url ? createVies({ url }) : sandboxRegister;
}
