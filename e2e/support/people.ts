// New customers, registered the way the pages do it.
import { ApiVisitor } from "./api.ts";
import { freshEmail } from "./goods.ts";
import { linkIn, mailTo } from "./mailbox.ts";
import type { Locale } from "./words.ts";

export const somePassword = "une phrase assez longue";

/** The token that a mailed link carries in its fragment. */
export const tokenOf = (link: string): string => new URL(link).hash.slice(1);

export type Person = { email: string; password: string; name: string; api: ApiVisitor };

/** Registers somebody, opens the mailed link and signs in. */
export async function newCustomer(name: string, locale: Locale = "fr"): Promise<Person> {
  const email = freshEmail(name.toLowerCase().replace(/\W+/g, "."));
  const api = new ApiVisitor(locale);
  await api.mutate("auth.register", { email, name, password: somePassword, locale });
  const token = tokenOf(linkIn(await mailTo(email, "register"), "#"));
  await api.mutate("auth.confirmRegistration", { token, password: somePassword });
  const signedIn = await api.signIn({ email, password: somePassword });
  if (!signedIn.ok) throw new Error(`${email} could not sign in: ${await signedIn.text()}`);
  return { email, password: somePassword, name, api };
}
