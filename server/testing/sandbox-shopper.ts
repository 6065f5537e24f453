/** A shopper without a browser: fills in the sandbox's payment page by the forms it serves. */

/** Stripe's test cards by what they do. */
export const testCards = {
  accepted: "4242424242424242",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  expired: "4000000000000069",
  challenge: "4000002500003155",
  challengeThenDeclined: "4000008400001629",
  slowRefund: "4000000000007726",
  failingRefund: "4000000000005126",
} as const;

/** Where a form led: to the shop (`left`), to another page of the sandbox, or to the same page with its problem. */
export type PageAnswer = { status: number; location: string | null; text: string };

async function submit(pageUrl: string, values: Record<string, string>): Promise<PageAnswer> {
  const page = await (await fetch(pageUrl)).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  if (!action) return { status: 0, location: null, text: page };
  const response = await fetch(new URL(action, pageUrl), {
    method: "POST",
    body: new URLSearchParams(values),
    redirect: "manual",
  });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
}

/** Types a card into the payment page and sends it. Status 0: the page has no form (any more). */
export function payOnPage(redirectUrl: string, number: string): Promise<PageAnswer> {
  return submit(redirectUrl, {
    card_number: number,
    card_expiry: "12 / 40",
    card_cvc: "123",
    cardholder_name: "Camille Martin",
  });
}

/** Passes or fails the 3-D Secure challenge of a payment page. */
export function answerChallenge(redirectUrl: string, passed: boolean): Promise<PageAnswer> {
  return submit(redirectUrl.replace("/c/pay/", "/c/challenge/"), { result: passed ? "complete" : "fail" });
}
