import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { pickMessages } from "./messages.ts";

/**
 * Sends to the browser only the messages that client components below need: whole namespaces ("portal") or branches
 * ("storefront.cart"). A nested one replaces the outer one, so each face lists all it uses ("common" and "errors" come by
 * themselves).
 */
export async function ClientMessages({ use, children }: { use: readonly string[]; children: ReactNode }) {
  const messages = pickMessages(await getMessages(), ["common", "errors", ...use]);
  return (
    <NextIntlClientProvider locale={await getLocale()} messages={messages} timeZone="Europe/Paris">
      {children}
    </NextIntlClientProvider>
  );
}
