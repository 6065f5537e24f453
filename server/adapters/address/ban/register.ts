import { z } from "zod";
import type { AddressRegister, FoundAddress } from "#server/modules/partners/port.ts";

// https://geoservices.ign.fr/documentation/services/services-geoplateforme/geocodage: the Base Adresse Nationale, open data
// under Licence Ouverte 2.0, no key, at most fifty requests a second from one address.
const found = z.object({
  features: z.array(
    z.object({
      properties: z.object({
        label: z.string(),
        type: z.string(),
        name: z.string(),
        postcode: z.string().regex(/^\d{5}$/),
        city: z.string().min(1),
      }),
    }),
  ),
});

const patienceMs = 1_500;
const maxBytes = 64 * 1024;
/** The service wants at least three characters, a letter or a digit first, and no more than two hundred. */
const asks = (text: string): boolean => /^[\p{L}\d].{2,}$/u.test(text);

async function readBounded(response: Response): Promise<string> {
  if (!response.body) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    if (size > maxBytes) throw new Error("the address register answers too much");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Addresses of France. Rejects on any answer but a good one, and after a second and a half. */
export function createBan({ url, fetch: ask = fetch }: { url: string; fetch?: typeof fetch }): AddressRegister {
  return {
    name: "ban",
    countries: ["FR"],
    remote: true,
    async find(text, _, signal) {
      const asked = text.trim().slice(0, 200);
      if (!asks(asked)) return [];
      const query = new URLSearchParams({ q: asked, limit: "6", autocomplete: "1", index: "address" });
      const response = await ask(`${url}/search?${query}`, {
        headers: { accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      });
      if (!response.ok) throw new Error(`the address register answers ${response.status}`);
      const { features } = found.parse(JSON.parse(await readBounded(response)));
      return features.map(({ properties: { label, type, name, postcode, city } }): FoundAddress => {
        const town = type === "municipality";
        return {
          label: town ? `${postcode} ${city}` : label,
          line1: town ? null : name,
          postcode,
          city,
          country: "FR",
        };
      });
    },
  };
}
