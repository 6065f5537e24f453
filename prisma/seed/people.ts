import { membershipRoles } from "#server/access/roles.ts";
import { newId } from "#server/kernel/ids.ts";
import { hashPassword } from "#server/modules/identity/password.ts";
import type { Tx } from "#server/platform/db.ts";
import { type DemoAccount, demoAccount, demoAccounts } from "./accounts.ts";

/** Hashing is slow on purpose: done before the transaction. */
export async function hashDemoPasswords(): Promise<Map<string, string>> {
  const hashed = demoAccounts.map(async (a) => [a.email, await hashPassword(a.password)] as const);
  return new Map(await Promise.all(hashed));
}

const stationId = async (tx: Tx): Promise<string> =>
  (await tx.location.findUniqueOrThrow({ where: { code: "ST-PARIS" }, select: { id: true } })).id;

async function createUser(
  tx: Tx,
  account: DemoAccount,
  hashes: ReadonlyMap<string, string>,
  partnerId: string | null,
): Promise<string> {
  const id = newId("user");
  await tx.user.create({
    data: {
      id,
      email: account.email,
      emailVerifiedAt: new Date(),
      name: account.name,
      locale: account.locale,
      passwordHash: hashes.get(account.email) ?? null,
      partnerId,
      ...(account.staffRole && { staffRoles: { create: { role: account.staffRole } } }),
      // A clerk works at one of the stores.
      stationId: account.staffRole === "store" ? await stationId(tx) : null,
    },
  });
  return id;
}

async function createCustomer(tx: Tx, hashes: ReadonlyMap<string, string>): Promise<void> {
  const account = demoAccount("customer");
  const partnerId = newId("partner");
  const home = {
    partnerId,
    recipient: account.name,
    line1: "17 rue Sainte-Catherine",
    postcode: "69001",
    city: "Lyon",
    country: "FR",
    phone: "+33 6 39 98 12 34",
  };
  await tx.partner.create({
    data: {
      id: partnerId,
      kind: "person",
      name: account.name,
      email: account.email,
      phone: home.phone,
      locale: account.locale,
    },
  });
  await tx.address.createMany({
    data: [
      { id: newId("address"), ...home, type: "delivery", label: "Maison", isDefault: true },
      { id: newId("address"), ...home, type: "invoice", label: "Maison", isDefault: true },
      {
        id: newId("address"),
        partnerId,
        type: "delivery",
        label: "Chez mes parents",
        recipient: "Famille Aubert",
        line1: "3 chemin des Genêts",
        postcode: "26110",
        city: "Nyons",
        country: "FR",
        instructions: "Portail bleu, sonner deux fois",
      },
    ],
  });
  await createUser(tx, account, hashes, partnerId);
}

/** Somebody at the company who orders up to a limit; without a password, so nobody signs in as them. */
async function createColleague(tx: Tx, companyId: string): Promise<void> {
  const person = { name: "Jonas Weber", email: "jonas@atelier-fischer.example", locale: "fr" };
  const partnerId = newId("partner");
  const userId = newId("user");
  await tx.partner.create({ data: { id: partnerId, kind: "person", parentId: companyId, ...person } });
  await tx.user.create({ data: { id: userId, partnerId, actsForId: companyId, ...person } });
  await tx.membership.create({
    data: { userId, partnerId: companyId, role: "buyer", orderLimitMinor: 30_000, monthLimitMinor: 120_000 },
  });
}

async function createCompany(tx: Tx, hashes: ReadonlyMap<string, string>): Promise<void> {
  const account = demoAccount("buyer");
  const companyId = newId("partner");
  const contactId = newId("partner");
  const company = "Atelier Fischer";
  const office = {
    partnerId: companyId,
    company,
    line1: "5 quai Rouget-de-Lisle",
    postcode: "67000",
    city: "Strasbourg",
  };
  await tx.partner.create({
    data: {
      id: companyId,
      kind: "company",
      name: company,
      email: "compta@atelier-fischer.example",
      phone: "+33 3 53 01 22 33",
      locale: "fr",
    },
  });
  await tx.partner.create({
    data: {
      id: contactId,
      kind: "person",
      name: account.name,
      email: account.email,
      locale: account.locale,
      parentId: companyId,
    },
  });
  await tx.address.createMany({
    data: [
      {
        id: newId("address"),
        ...office,
        type: "invoice",
        label: "Comptabilité",
        recipient: company,
        country: "FR",
        isDefault: true,
      },
      {
        id: newId("address"),
        ...office,
        type: "delivery",
        label: "Atelier",
        recipient: account.name,
        country: "FR",
        isDefault: true,
        instructions: "Quai de livraison dans la cour",
      },
      { id: newId("address"), ...office, type: "contact", label: "Siège", recipient: company, country: "FR" },
    ],
  });
  const userId = await createUser(tx, account, hashes, contactId);
  await tx.companyAccount.create({
    data: { partnerId: companyId, paymentTerms: "net_30", creditLimitMinor: 500_000 },
  });
  await tx.membership.createMany({
    data: membershipRoles.map((role) => ({ userId, partnerId: companyId, role })),
  });
  await tx.user.update({ where: { id: userId }, data: { actsForId: companyId } });
  await createColleague(tx, companyId);
}

/** A customer, a company with its buyer, and one member of staff per role. */
export async function seedPeople(tx: Tx, hashes: ReadonlyMap<string, string>): Promise<void> {
  await createCustomer(tx, hashes);
  await createCompany(tx, hashes);
  for (const account of demoAccounts) if (account.staffRole) await createUser(tx, account, hashes, null);
}
