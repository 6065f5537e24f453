/** An address as a register knows it. Without a street it is a town with one of its postcodes. */
export type FoundAddress = { label: string; line1: string | null; postcode: string; city: string; country: string };

/**
 * What a register of addresses must be able to do, to complete what somebody is typing. Registers live in
 * `server/adapters/address/<name>` and are chosen in its registry. A comfort: whoever asks goes on without an answer.
 */
export type AddressRegister = {
  readonly name: string;
  /** ISO codes of the countries that it knows. */
  readonly countries: readonly string[];
  /** True when an answer costs a call to somebody else: such calls are counted and remembered. */
  readonly remote: boolean;
  /** The best few matches, best first; none for a text that it can make nothing of. Rejects when it gave no answer. */
  find(text: string, country: string, signal: AbortSignal): Promise<FoundAddress[]>;
};
