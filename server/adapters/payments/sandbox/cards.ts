/**
 * Stripe's test cards (https://docs.stripe.com/testing) that the sandbox understands. A number is looked up here, never
 * charged anywhere.
 */
export type Decline = { code: string; declineCode: string | null; reason: string };

export type CardOutcome = {
  brand: "visa" | "mastercard" | "amex";
  country: string;
  /** Refused; for a card that asks for a challenge: refused after it was passed. */
  decline?: Decline;
  /** Asks the shopper to prove who they are. */
  challenge?: boolean;
  /** How a refund goes: at once, only later, or first well and later not. */
  refund?: "pending" | "fails";
};

const declined = (declineCode: string): Decline => ({ code: "card_declined", declineCode, reason: declineCode });
const refused = (code: string): Decline => ({ code, declineCode: null, reason: code });

const visa = { brand: "visa", country: "US" } as const;

const outcomes: Record<string, CardOutcome> = {
  "4242424242424242": visa,
  "4000002500001001": { brand: "visa", country: "FR" },
  "5555555555554444": { brand: "mastercard", country: "US" },
  "378282246310005": { brand: "amex", country: "US" },
  "4000000000000002": { ...visa, decline: declined("generic_decline") },
  "4000000000009995": { ...visa, decline: declined("insufficient_funds") },
  "4000000000009987": { ...visa, decline: declined("lost_card") },
  "4000000000009979": { ...visa, decline: declined("stolen_card") },
  "4100000000000019": { ...visa, decline: { ...declined("fraudulent"), reason: "highest_risk_level" } },
  "4000000000000069": { ...visa, decline: refused("expired_card") },
  "4000000000000127": { ...visa, decline: refused("incorrect_cvc") },
  "4000000000000119": { ...visa, decline: refused("processing_error") },
  "4000002500003155": { ...visa, challenge: true },
  "4000000000003220": { ...visa, challenge: true },
  "4000008400001629": { ...visa, challenge: true, decline: declined("generic_decline") },
  "4000000000007726": { ...visa, refund: "pending" },
  "4000000000005126": { ...visa, refund: "fails" },
};

/** A real card in test mode is refused, whatever it is. */
const notATestCard: CardOutcome = { ...visa, decline: declined("test_mode_live_card") };

export const outcomeOf = (digits: string): CardOutcome => outcomes[digits] ?? notATestCard;

/** The check digit of card numbers (ISO/IEC 7812). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, char, index) => {
    const doubled = Number(char) * (index % 2 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
