import type { Scope } from "#server/access/scope.ts";
import type { Locale } from "#server/kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import type { AdminReview, ReviewStatus } from "./contract.ts";
import { type OwnRow, ownColumns, toOwn } from "./queries.ts";

type AdminRow = OwnRow & {
  publishedAt: Date | null;
  editedAt: Date | null;
  purchasedOn: string;
  orderNumber: string;
  helpful: number;
  returned: boolean;
  reports: AdminReview["reports"];
};

type AdminInput = {
  status?: ReviewStatus | undefined;
  stars?: number | undefined;
  reported?: "yes" | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

const openReports = Prisma.sql`EXISTS (SELECT 1 FROM review_report x WHERE x.review_id = r.id AND x.closed_at IS NULL)`;

/** Reviews for staff, the newest first, with what readers hold against them. Keyset by date and id; empty outside the scope. */
export async function adminReviews(
  db: Db,
  scope: Scope,
  locale: Locale,
  input: AdminInput,
): Promise<Page<AdminReview>> {
  if (!scope.all) return { items: [], nextCursor: null };
  const { status, stars, reported, search } = input;
  const [at, id] = decodeCursor(input.cursor) ?? [];
  const last = typeof at === "string" && typeof id === "string" && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
  const like = `%${(search ?? "").replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const rows = await db.$queryRaw<AdminRow[]>`
    SELECT ${ownColumns}, r.published_at AS "publishedAt", r.edited_at AS "editedAt", r.purchased_on::text AS "purchasedOn",
      o.number AS "orderNumber", r.helpful, l.returned > 0 AS returned,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('ground', x.ground, 'words', x.words, 'at', x.created_at)
          ORDER BY x.created_at), '[]')
        FROM review_report x WHERE x.review_id = r.id AND x.closed_at IS NULL) AS reports
    FROM review r JOIN product p ON p.id = r.product_id
    JOIN sales_order_line l ON l.id = r.order_line_id JOIN sales_order o ON o.id = l.order_id
    WHERE true
      ${status ? Prisma.sql`AND r.status = ${status}` : Prisma.empty}
      ${stars ? Prisma.sql`AND r.stars = ${stars}::int` : Prisma.empty}
      ${reported ? Prisma.sql`AND ${openReports}` : Prisma.empty}
      ${search ? Prisma.sql`AND (p.name::text ILIKE ${like} OR o.number ILIKE ${like})` : Prisma.empty}
      ${last ? Prisma.sql`AND (r.created_at, r.id) < (${new Date(last.at)}, ${last.id})` : Prisma.empty}
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${input.limit + 1}`;
  const all = rows.map(({ publishedAt, editedAt, purchasedOn, orderNumber, helpful, returned, reports, ...own }) => ({
    ...toOwn(own, locale),
    ...{ purchasedOn, orderNumber, helpful, returned },
    publishedAt: publishedAt?.toISOString() ?? null,
    editedAt: editedAt?.toISOString() ?? null,
    reports: reports.map((report) => ({ ...report, at: new Date(report.at).toISOString() })),
  }));
  return toPage(all, input.limit, (row) => [row.createdAt, row.id]);
}

/** How many reviews wait to be read, and how many published ones somebody reported. Nothing outside the scope. */
export async function waitingReviews(db: Db, scope: Scope): Promise<{ pending: number; reported: number }> {
  if (!scope.all) return { pending: 0, reported: 0 };
  const [row] = await db.$queryRaw<{ pending: number; reported: number }[]>`
    SELECT (SELECT count(*)::int FROM review WHERE status = 'pending') AS pending,
      (SELECT count(DISTINCT review_id)::int FROM review_report WHERE closed_at IS NULL) AS reported`;
  return row ?? { pending: 0, reported: 0 };
}
