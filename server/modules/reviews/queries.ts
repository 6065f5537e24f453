import { DomainError } from "#server/kernel/errors.ts";
import { inLocale, type Locale } from "#server/kernel/localized.ts";
import { decodeCursor, toPage } from "#server/kernel/page.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import { type Buyer, boughtBy, received, reviewed } from "./buyer.ts";
import type { OwnReview, OwnReviews, ReviewSort, ShownReview, ShownReviews } from "./contract.ts";
import { ratingOf, suggestedName } from "./model.ts";
import { byStars } from "./ratings.ts";

type Order = { key: Prisma.Sql; descending: boolean };
const publishedMs = Prisma.sql`(extract(epoch FROM r.published_at) * 1000)::bigint`;
const orders: Record<ReviewSort, Order> = {
  helpful: { key: Prisma.sql`r.helpful::bigint`, descending: true },
  newest: { key: publishedMs, descending: true },
  highest: { key: Prisma.sql`r.stars::bigint`, descending: true },
  lowest: { key: Prisma.sql`r.stars::bigint`, descending: false },
};

/** Rows after the cursor; of equals the newer come first. A cursor of another order or not ours starts at the first page. */
function afterCursor(cursor: string | undefined, sort: ReviewSort): Prisma.Sql {
  const [of, key, id] = decodeCursor(cursor) ?? [];
  if (of !== sort || !Number.isSafeInteger(key) || typeof id !== "string") return Prisma.sql`true`;
  const { key: column, descending } = orders[sort];
  const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${column} ${beyond} ${key}::bigint OR (${column} = ${key}::bigint AND r.id < ${id}))`;
}

type ShownRow = Omit<ShownReview, "publishedAt" | "editedAt" | "answer"> & {
  key: number;
  publishedAt: Date;
  editedAt: Date | null;
  answer: string | null;
  answeredAt: Date | null;
};

const answerOf = (row: { answer: string | null; answeredAt: Date | null }) =>
  row.answer && row.answeredAt ? { text: row.answer, at: row.answeredAt.toISOString() } : null;

type ShownInput = {
  slug: string;
  sort: ReviewSort;
  stars?: number | undefined;
  language?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/**
 * The published reviews of a product, a page of them, with how it was rated in all. Two statements.
 * Throws DomainError not_found `catalogue.product_not_found`.
 */
export async function shownReviews(
  db: Db,
  { locale, channelCode }: { locale: Locale; channelCode: string },
  input: ShownInput,
): Promise<ShownReviews> {
  const { slug, sort, stars, language, limit } = input;
  const { key, descending } = orders[sort];
  const [product] = await db.$queryRaw<
    { id: string; name: unknown; byStars: number[] | null; appear: ShownReviews["appear"] | null }[]
  >`
    SELECT p.id, p.name, CASE WHEN pr.product_id IS NOT NULL THEN ${byStars} END AS "byStars",
      (SELECT reviews_appear FROM channel WHERE code = ${channelCode}) AS appear
    FROM product p LEFT JOIN product_rating pr ON pr.product_id = p.id WHERE p.slug = ${slug} AND p.status = 'active'`;
  if (!product) throw new DomainError("not_found", "catalogue.product_not_found", { slug });
  const rating = ratingOf(product.byStars ?? [0, 0, 0, 0, 0]);
  const rows =
    rating.count === 0
      ? []
      : await db.$queryRaw<ShownRow[]>`
    SELECT r.id, r.stars, r.title, r.text, r.locale AS language, r.display_name AS name, r.purchased_on::text AS "purchasedOn",
      r.published_at AS "publishedAt", CASE WHEN r.edited_at > r.published_at THEN r.edited_at END AS "editedAt",
      r.answer, r.answered_at AS "answeredAt", r.helpful, ${key}::float8 AS key
    FROM review r WHERE r.product_id = ${product.id} AND r.status = 'published'
      ${stars ? Prisma.sql`AND r.stars = ${stars}::int` : Prisma.empty}
      ${language ? Prisma.sql`AND r.locale = ${language}` : Prisma.empty}
      AND ${afterCursor(input.cursor, sort)}
    ORDER BY ${key} ${descending ? Prisma.sql`DESC` : Prisma.sql`ASC`}, r.id DESC LIMIT ${limit + 1}`;
  const page = toPage(rows, limit, (row) => [sort, row.key, row.id]);
  return {
    product: { slug, name: inLocale(product.name, locale) },
    rating,
    appear: product.appear ?? "checked",
    nextCursor: page.nextCursor,
    items: page.items.map(({ key: _, answer, answeredAt, ...row }) => ({
      ...row,
      publishedAt: row.publishedAt.toISOString(),
      editedAt: row.editedAt?.toISOString() ?? null,
      answer: answerOf({ answer, answeredAt }),
    })),
  };
}

export type OwnRow = Omit<OwnReview, "product" | "createdAt" | "answer"> & {
  slug: string;
  name: unknown;
  mediaKey: string | null;
  createdAt: Date;
  answer: string | null;
  answeredAt: Date | null;
};

/** What a writer sees of review `r` of product `p` on line `l`. */
export const ownColumns = Prisma.sql`r.id, r.version, p.slug, p.name, l.media_key AS "mediaKey", r.stars, r.title, r.text,
  r.locale AS language, r.display_name AS "displayName", r.status, r.ground, r.ground_words AS "groundWords",
  r.created_at AS "createdAt", r.answer, r.answered_at AS "answeredAt"`;

export const toOwn = ({ slug, name, mediaKey, createdAt, answer, answeredAt, ...row }: OwnRow, locale: Locale) => ({
  ...row,
  product: { slug, name: inLocale(name, locale), mediaKey },
  createdAt: createdAt.toISOString(),
  answer: answerOf({ answer, answeredAt }),
});

/** At most this many of each: the latest. */
const most = 100;

/** What a buyer has written, the newest first, and what of theirs arrived and has no review yet. Two statements. */
export async function ownReviews(db: Db, buyer: Buyer, locale: Locale): Promise<OwnReviews> {
  const [written, open] = await Promise.all([
    db.$queryRaw<OwnRow[]>`
      SELECT ${ownColumns} FROM review r JOIN product p ON p.id = r.product_id
      JOIN sales_order_line l ON l.id = r.order_line_id JOIN sales_order o ON o.id = l.order_id
      WHERE ${boughtBy(buyer)} ORDER BY r.created_at DESC, r.id DESC LIMIT ${most}`,
    db.$queryRaw<
      {
        orderLineId: string;
        orderNumber: string;
        slug: string;
        name: unknown;
        mediaKey: string | null;
        description: string | null;
        deliveredAt: Date;
        recipient: string | null;
      }[]
    >`
      SELECT * FROM (
        SELECT DISTINCT ON (p.id) l.id AS "orderLineId", o.number AS "orderNumber", p.slug, p.name,
          l.media_key AS "mediaKey", l.description, arrived.at AS "deliveredAt",
          coalesce(u.name, o.delivery_address ->> 'recipient') AS recipient
        FROM sales_order o JOIN sales_order_line l ON l.order_id = o.id AND l.kind = 'product'
        JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
        LEFT JOIN app_user u ON u.id = o.user_id
        CROSS JOIN LATERAL (
          SELECT max(d.delivered_at) AS at FROM delivery_line dl JOIN delivery d ON d.id = dl.delivery_id
          WHERE dl.order_line_id = l.id AND dl.picked > 0 AND d.status = 'delivered') arrived
        WHERE ${boughtBy(buyer)} AND ${received} AND NOT ${reviewed}
        ORDER BY p.id, arrived.at DESC, l.id
      ) latest ORDER BY "deliveredAt" DESC, "orderLineId" LIMIT ${most}`,
  ]);
  return {
    written: written.map((row) => toOwn(row, locale)),
    toWrite: open.map(({ slug, name, mediaKey, deliveredAt, recipient, ...row }) => ({
      ...row,
      product: { slug, name: inLocale(name, locale), mediaKey },
      deliveredAt: deliveredAt.toISOString(),
      suggestedName: suggestedName(recipient ?? ""),
    })),
  };
}
