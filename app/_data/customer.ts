import { connection } from "next/server";
import { getLocale } from "next-intl/server";
import type { KnownCustomer } from "#components/storefront/checkout-draft.ts";
import { caller } from "#server/api/caller.ts";

/** The signed-in customer's e-mail, delivery addresses and last choices, or null for a guest. Reads the session: only under Suspense. */
export async function getKnownCustomer(): Promise<KnownCustomer> {
  await connection();
  const api = await caller(await getLocale());
  try {
    const [me, addresses, usual, companies] = await Promise.all([
      api.account.profile.me(),
      api.account.addresses.list(),
      // A comfort: without it the form only asks a little more.
      api.account.orders.usual().catch(() => null),
      api.account.companies.list(),
    ]);
    const active = companies.find((company) => company.active);
    const company = active && (await api.account.companies.get({ companyId: active.id }));
    return {
      buyer: company?.id ?? "me",
      email: me.email,
      company: company
        ? {
            name: company.name,
            referenceRequired: company.referenceRequired,
            mayOrder: company.roles.includes("buyer"),
            draft: {
              on: true,
              name: company.name,
              vatNumber: company.vatNumber ?? "",
              registration: company.siren ?? "",
              vatCheckId: "",
            },
          }
        : null,
      usual: {
        ...(usual?.phone && { phone: usual.phone }),
        ...(usual && { shippingMethod: usual.shippingMethod }),
        ...(usual?.paymentMethod && { paymentMethod: usual.paymentMethod }),
      },
      addresses: addresses
        .filter((a) => a.type === "delivery" || a.type === "other")
        .map((a) => ({
          id: a.id,
          label: a.label ?? `${a.line1}, ${a.city}`,
          address: {
            recipient: a.recipient,
            company: a.company ?? "",
            line1: a.line1,
            line2: a.line2 ?? "",
            postcode: a.postcode,
            city: a.city,
            country: a.country,
            instructions: a.instructions ?? "",
          },
        })),
    };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "UNAUTHORIZED") return null;
    throw error;
  }
}
