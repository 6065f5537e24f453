// The door of a List-Unsubscribe header: …/stop?token=…&locale=…
// A POST by a mail program stops it in one click (RFC 8058); whoever opens the address is led to the page that asks first.
import type { z } from "zod";
import { DomainError } from "../kernel/errors.ts";
import type { Locale } from "../kernel/locales.ts";
import { defaultLocale, localeSchema } from "../kernel/localized.ts";
import { env } from "../platform/env.ts";

type Stop = {
  token: z.ZodType<string>;
  /** The page with the button; it finds the token in the fragment, where no log sees it. */
  page: string;
  stop(token: string, locale: Locale): Promise<unknown>;
};

/** POST: 204 also when it is stopped already, 404 for a token that the house did not write. GET: leads to the page. */
export function oneClickStop({ token: wanted, page, stop }: Stop) {
  const asked = (request: Request) => {
    const query = new URL(request.url).searchParams;
    const token = wanted.safeParse(query.get("token"));
    return { token: token.data ?? "", locale: localeSchema.catch(defaultLocale).parse(query.get("locale")) };
  };
  return {
    async post(request: Request): Promise<Response> {
      const { token, locale } = asked(request);
      try {
        await stop(token, locale);
        return new Response(null, { status: 204 });
      } catch (error) {
        if (error instanceof DomainError && error.kind === "unprocessable") return new Response(null, { status: 404 });
        throw error;
      }
    },
    get(request: Request): Response {
      const { token, locale } = asked(request);
      return new Response(null, {
        status: 303,
        headers: { location: `${env().PUBLIC_URL}/${locale}${page}#${token}`, "cache-control": "no-store" },
      });
    },
  };
}
