// Completing an address that is being typed (shop.checkout.use). No transaction, no lock. Never an obstacle: whatever goes
// wrong outside, the answer is that nothing was found, and people type on.
import { addressRegister } from "#server/adapters/address/registry.ts";
import type { AddressRegister, FoundAddress } from "#server/modules/partners/port.ts";
import { log } from "#server/platform/log.ts";
import { limitRate } from "#server/platform/rate-limit.ts";

const keptMs = 10 * 60_000;
const keptMost = 500;
/** After a failure the register is left in peace for so long. */
const restMs = 30_000;

type Kept = { until: number; found: FoundAddress[] };
const kept = new Map<string, Kept>();
let restsUntil = 0;

/**
 * Matches for what was typed, best first, at most six; none where the register does not know the country or gives no
 * answer. Throws DomainError rate_limited `too_many_requests` (120 calls to a foreign register in a minute).
 */
export async function completeAddress(
  input: { text: string; country: string },
  ip: string,
  now: Date = new Date(),
  register: AddressRegister = addressRegister(),
): Promise<FoundAddress[]> {
  const { country } = input;
  const text = input.text.trim().replace(/\s+/g, " ");
  if (!register.countries.includes(country)) return [];
  if (!register.remote) return register.find(text, country, AbortSignal.timeout(1_000));
  const key = `${register.name} ${country} ${text.toLowerCase()}`;
  const before = kept.get(key);
  if (before && before.until > now.getTime()) return before.found;
  if (restsUntil > now.getTime()) return [];
  await limitRate(`address:${ip}`, 120, 60);
  try {
    const found = await register.find(text, country, AbortSignal.timeout(2_000));
    kept.delete(key);
    kept.set(key, { until: now.getTime() + keptMs, found });
    const [oldest] = kept.keys();
    if (kept.size > keptMost && oldest !== undefined) kept.delete(oldest);
    return found;
  } catch (error) {
    restsUntil = now.getTime() + restMs;
    // What was typed is personal: it goes into no log.
    log.warn({ register: register.name, err: error }, "no addresses to complete with");
    return [];
  }
}
