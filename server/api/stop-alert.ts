// The door of the List-Unsubscribe header of an alert's mails: /api/stock-alerts/stop?token=…&locale=…
// A POST by a mail program stops it in one click (RFC 8058); whoever opens the address is led to the page that asks first.
import { stopByLink } from "#server/flows/stock-alerts/answer-alert.ts";
import { DomainError } from "../kernel/errors.ts";
import { defaultLocale, localeSchema } from "../kernel/localized.ts";
import { alertTokenInput } from "../modules/crm/contract.ts";
import { env } from "../platform/env.ts";

function asked(request: Request) {
  const query = new URL(request.url).searchParams;
  const token = alertTokenInput.safeParse(query.get("token"));
  return { token: token.data ?? "", locale: localeSchema.catch(defaultLocale).parse(query.get("locale")) };
}

/** Stops the alert. 204 also when it is stopped already; 404 for a token that the house did not write. */
export async function stopAlertInOneClick(request: Request): Promise<Response> {
  const { token, locale } = asked(request);
  try {
    await stopByLink(token, locale);
    return new Response(null, { status: 204 });
  } catch (error) {
    if (error instanceof DomainError && error.kind === "unprocessable") return new Response(null, { status: 404 });
    throw error;
  }
}

/** Opened by a person: the page with the button, the token in the fragment where no log sees it. */
export function showStopPage(request: Request): Response {
  const { token, locale } = asked(request);
  return new Response(null, {
    status: 303,
    headers: { location: `${env().PUBLIC_URL}/${locale}/stock-alert/stop#${token}`, "cache-control": "no-store" },
  });
}
