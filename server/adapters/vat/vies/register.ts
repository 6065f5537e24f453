import { z } from "zod";
import type { VatRegister } from "#server/modules/tax/port.ts";

// https://ec.europa.eu/taxation_customs/vies: the Commission asks the member state's own register at that moment. Naming
// ourselves as the requester is what earns a consultation number.
const reply = z.object({
  valid: z.boolean().optional(),
  userError: z.string().optional(),
  requestIdentifier: z.string().nullish(),
  name: z.string().nullish(),
  address: z.string().nullish(),
});

const patienceMs = 5_000;
const maxBytes = 16 * 1024;
/** Member states that tell no names answer with dashes. */
const told = (text: string | null | undefined): string | null => {
  const said = text?.trim().replace(/\s+/g, " ").slice(0, 300);
  return said && !/^-+$/.test(said) ? said : null;
};

/** VIES. Rejects on anything but a plain yes or no: a busy member state says nothing about the number. */
export function createVies({ url, fetch: ask = fetch }: { url: string; fetch?: typeof fetch }): VatRegister {
  return {
    name: "vies",
    async check(vatNumber, requester, signal) {
      const own = requester.replace(/\s/g, "");
      const response = await ask(`${url}/check-vat-number`, {
        method: "POST",
        redirect: "error",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({
          countryCode: vatNumber.slice(0, 2),
          vatNumber: vatNumber.slice(2),
          requesterMemberStateCode: own.slice(0, 2),
          requesterNumber: own.slice(2),
        }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      });
      const text = (await response.text()).slice(0, maxBytes);
      if (!response.ok) throw new Error(`VIES answers ${response.status}`);
      const { valid, userError, requestIdentifier, name, address } = reply.parse(JSON.parse(text));
      if (valid === undefined || (userError && !["VALID", "INVALID"].includes(userError))) {
        throw new Error(`VIES gives no answer: ${userError ?? "nothing said"}`);
      }
      return { valid, name: told(name), address: told(address), consultationNumber: told(requestIdentifier) };
    },
  };
}
