// Which registers of VAT numbers there are: VIES where it is configured; without it a pretended one on a developer's
// machine, and none in production: nobody's number can be checked there, so nobody is exempted.
import type { VatRegister } from "#server/modules/tax/port.ts";
import { mayPretend, viesUrl } from "./config.ts";
import { sandboxRegister } from "./sandbox/register.ts";
import { createVies } from "./vies/register.ts";

const noRegister: VatRegister = {
  name: "none",
  check: async () => {
    throw new Error("no register of VAT numbers is configured (VIES_URL)");
  },
};

/** The register of this process. */
export function vatRegister(): VatRegister {
  const url = viesUrl();
  if (url) return createVies({ url });
  return mayPretend() ? sandboxRegister : noRegister;
}
