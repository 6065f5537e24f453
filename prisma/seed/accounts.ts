import type { MembershipRole, StaffRole } from "#server/access/roles.ts";

/** An account of the demo shop: `npm start` prints them, tests sign in with them. */
export type DemoAccount = {
  /** What the account shows: a customer, a company's buyer, or a staff role. */
  role: "customer" | "buyer" | StaffRole;
  email: string;
  password: string;
  name: string;
  locale: "fr" | "en";
  staffRole: StaffRole | null;
  membership: MembershipRole | null;
};

const at = (name: string) => `${name}@demo.comptoir.example`;

const staff = (role: StaffRole, name: string): DemoAccount => ({
  role,
  email: at(role),
  password: `demo-${role}-2026`,
  name,
  locale: "fr",
  staffRole: role,
  membership: null,
});

/** One account per role; guests need none. Passwords are public on purpose: the seed only fills an empty database. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    role: "customer",
    email: at("client"),
    password: "demo-customer-2026",
    name: "Camille Aubert",
    locale: "fr",
    staffRole: null,
    membership: null,
  },
  {
    role: "buyer",
    email: at("atelier"),
    password: "demo-buyer-2026",
    name: "Naomi Fischer",
    locale: "en",
    staffRole: null,
    membership: "buyer",
  },
  staff("sales", "Hugo Lemaire"),
  staff("warehouse", "Inès Carpentier"),
  staff("catalogue", "Maël Rousseau"),
  staff("accountant", "Solène Picard"),
  staff("support", "Yanis Benali"),
  staff("store", "Louise Garnier"),
  staff("admin", "Agathe Delorme"),
];

/** The demo account of a role. */
export function demoAccount(role: DemoAccount["role"]): DemoAccount {
  const account = demoAccounts.find((a) => a.role === role);
  if (!account) throw new RangeError(`no demo account for ${role}`);
  return account;
}
