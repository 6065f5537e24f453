import type { Scope } from "#server/access/scope.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import type { Db, Prisma } from "#server/platform/db.ts";
import type { Address, AddressType, PartnerDetail, PartnerRow } from "./contract.ts";

const addressSelect = {
  id: true,
  type: true,
  label: true,
  recipient: true,
  company: true,
  line1: true,
  line2: true,
  postcode: true,
  city: true,
  region: true,
  country: true,
  phone: true,
  instructions: true,
  isDefault: true,
} as const;

const toAddress = (row: Omit<Address, "type"> & { type: string }): Address => ({
  ...row,
  type: row.type as AddressType,
});

/** The address book of the scope's partners, defaults first. An empty scope reads nothing. */
export async function listAddresses(db: Db, scope: Scope): Promise<Address[]> {
  if (scope.all || scope.partnerIds.length === 0) return [];
  const rows = await db.address.findMany({
    where: { partnerId: { in: [...scope.partnerIds] }, archivedAt: null },
    orderBy: [{ isDefault: "desc" }, { id: "desc" }],
    select: addressSelect,
  });
  return rows.map(toAddress);
}

const rowSelect = {
  id: true,
  kind: true,
  name: true,
  email: true,
  phone: true,
  locale: true,
  createdAt: true,
  _count: { select: { orders: true, users: true } },
  addresses: {
    where: { archivedAt: null },
    orderBy: [{ isDefault: "desc" }, { id: "desc" }],
    take: 1,
    select: { city: true, country: true },
  },
} satisfies Prisma.PartnerSelect;

type Row = {
  id: string;
  kind: string;
  name: string;
  email: string | null;
  phone: string | null;
  locale: string;
  createdAt: Date;
  _count: { orders: number; users: number };
  addresses: { city: string; country: string }[];
};

const toRow = (row: Row): PartnerRow => ({
  id: row.id,
  kind: row.kind as PartnerRow["kind"],
  name: row.name,
  email: row.email,
  phone: row.phone,
  locale: row.locale as Locale,
  city: row.addresses[0]?.city ?? null,
  country: row.addresses[0]?.country ?? null,
  orderCount: row._count.orders,
  hasAccount: row._count.users > 0,
  createdAt: row.createdAt.toISOString(),
});

/** Partners by name, for the back office. `query` is looked for in name and e-mail. */
export async function listPartners(
  db: Db,
  scope: Scope,
  input: { query?: string; cursor?: string; limit: number },
): Promise<Page<PartnerRow>> {
  if (!scope.all) return { items: [], nextCursor: null };
  const [name, id] = decodeCursor(input.cursor) ?? [];
  const found = input.query && { contains: input.query, mode: "insensitive" as const };
  const rows = await db.partner.findMany({
    where: {
      archivedAt: null,
      AND: [
        found ? { OR: [{ name: found }, { email: found }] } : {},
        typeof name === "string" && typeof id === "string"
          ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] }
          : {},
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: input.limit + 1,
    select: rowSelect,
  });
  const page = toPage(rows, input.limit, (row) => [row.name, row.id]);
  return { items: page.items.map(toRow), nextCursor: page.nextCursor };
}

/** One partner with contacts, addresses, users and latest orders; null outside of the scope. */
export async function readPartner(db: Db, scope: Scope, id: string): Promise<PartnerDetail | null> {
  if (!scope.all) return null;
  const row = await db.partner.findUnique({
    where: { id },
    select: {
      ...rowSelect,
      vatNumber: true,
      siren: true,
      parent: { select: { id: true, name: true } },
      contacts: { select: { id: true, name: true, email: true, phone: true }, orderBy: { name: "asc" } },
      addresses: {
        where: { archivedAt: null },
        orderBy: [{ isDefault: "desc" }, { id: "desc" }],
        select: addressSelect,
      },
      users: { select: { id: true, email: true, name: true } },
      memberships: { select: { role: true, user: { select: { id: true, email: true, name: true } } } },
      orders: {
        orderBy: [{ placedAt: "desc" }, { id: "desc" }],
        take: 20,
        select: { number: true, placedAt: true, status: true, totalMinor: true, currency: true },
      },
    },
  });
  if (!row) return null;
  return {
    ...toRow(row),
    vatNumber: row.vatNumber,
    siren: row.siren,
    parent: row.parent,
    contacts: row.contacts,
    addresses: row.addresses.map(toAddress),
    users: [
      ...row.users.map((user) => ({ ...user, role: null })),
      ...row.memberships.map((m) => ({ ...m.user, role: m.role })),
    ],
    orders: row.orders.map((order) => ({
      number: order.number,
      placedAt: order.placedAt.toISOString(),
      status: order.status,
      total: { minor: Number(order.totalMinor), currency: order.currency },
    })),
  };
}
