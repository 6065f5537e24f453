import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { compileMessages } from "./compile-messages.ts";
import { MergeMessages } from "./merge-messages.tsx";
import { pickMessages } from "./messages.ts";

type ClientMessagesProps = {
  /** Whole namespaces ("portal") or branches ("storefront.cart"). */
  use: readonly string[];
  /** Inside another one, which already sent "common" and "errors". */
  nested?: boolean;
  /** Modules whose error messages may be needed; all unless told. Codes that any procedure may answer come by themselves. */
  errors?: readonly string[];
  children: ReactNode;
};

/** Sends to the browser only the messages that client components below need, on top of those already there. */
export async function ClientMessages({ use, nested, errors, children }: ClientMessagesProps) {
  const all = await getMessages();
  const general = Object.entries(all.errors)
    .filter(([, value]) => typeof value === "string")
    .map(([code]) => code);
  const wanted = errors ? [...general, ...errors].map((part) => `errors.${part}`) : ["errors"];
  const messages = pickMessages(all, nested ? use : ["common", ...wanted, ...use]);
  return <MergeMessages messages={compileMessages(messages)}>{children}</MergeMessages>;
}
