import type { Locale } from "#server/kernel/locales.ts";
import { inLocale } from "#server/kernel/localized.ts";
import { decodeCursor, type Page, toPage } from "#server/kernel/page.ts";
import { type Db, Prisma } from "#server/platform/db.ts";
import {
  type AdminArticle,
  type AdminBlock,
  type Article,
  type ArticleCard,
  blockSettings,
  type ContentPhoto,
  type PhotoChoice,
  type ShownBlock,
} from "./contract.ts";

const photoSelect = { key: true, width: true, height: true, alt: true, blur: true } as const;
type PhotoRow = { key: string | null; width: number | null; height: number | null; alt: unknown; blur: string | null };

function toPhoto(row: PhotoRow | null, locale: Locale): ContentPhoto | null {
  if (!row?.key) return null;
  const { key, width, height, blur } = row;
  return { key, width, height, alt: inLocale(row.alt, locale), ...(blur && { blur }) };
}

type Words = Record<string, { title?: string; text?: string; link?: string; lead?: string; body?: string } | undefined>;
const wordsOf = (value: unknown): Words => (value && typeof value === "object" ? (value as Words) : {});
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const inOrder = [{ position: "asc" }, { id: "asc" }] as const satisfies Prisma.ContentBlockOrderByWithRelationInput[];

/**
 * The blocks of the home page in a language, in order: published ones that are not over, those that begin later included
 * (a reader that keeps the answer looks at the clock itself), or with `drafts` all. One without a title in the language is
 * left out.
 */
export async function homeBlocks(db: Db, locale: Locale, now: Date, drafts = false): Promise<ShownBlock[]> {
  const rows = await db.contentBlock.findMany({
    where: drafts ? {} : { status: "published", OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    orderBy: [...inOrder],
    include: { media: { select: photoSelect } },
  });
  return rows.flatMap((row) => {
    const words = wordsOf(row.words)[locale];
    if (!words?.title) return [];
    return [
      {
        id: row.id,
        kind: row.kind as ShownBlock["kind"],
        status: row.status as ShownBlock["status"],
        startsAt: iso(row.startsAt),
        endsAt: iso(row.endsAt),
        title: words.title,
        text: words.text ?? "",
        link: words.link ?? "",
        photo: toPhoto(row.media, locale),
        settings: blockSettings.parse(row.settings),
      },
    ];
  });
}

/** Every block with its words in every language, in order. There are tens of them at most: no pages. */
export async function listBlocks(db: Db, locale: Locale): Promise<AdminBlock[]> {
  const rows = await db.contentBlock.findMany({
    orderBy: [...inOrder],
    include: { media: { select: photoSelect } },
  });
  return rows.map(({ media, startsAt, endsAt, updatedAt, ...row }) => ({
    ...row,
    kind: row.kind as AdminBlock["kind"],
    status: row.status as AdminBlock["status"],
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    updatedAt: updatedAt.toISOString(),
    photo: toPhoto(media, locale),
    words: wordsOf(row.words) as AdminBlock["words"],
    settings: blockSettings.parse(row.settings),
  }));
}

type CardRow = {
  id: string;
  slug: string;
  author: string;
  publishAt: Date;
  words: unknown;
  media: PhotoRow | null;
};

const toCard = (row: CardRow, locale: Locale): ArticleCard => {
  const words = wordsOf(row.words)[locale];
  return {
    id: row.id,
    slug: row.slug,
    title: words?.title ?? "",
    lead: words?.lead ?? "",
    author: row.author,
    publishedAt: row.publishAt.toISOString(),
    photo: toPhoto(row.media, locale),
  };
};

/** Articles that can be read in a language by now, the newest first. Keyset by date and id. */
export async function listArticles(
  db: Db,
  reader: { locale: Locale; now: Date },
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<ArticleCard>> {
  const [at, id] = decodeCursor(input.cursor) ?? [];
  const last =
    typeof at === "string" && typeof id === "string" && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : null;
  const rows = await db.$queryRaw<CardRow[]>`
    SELECT a.id, a.slug, a.author, a.publish_at AS "publishAt", a.words,
      CASE WHEN m.id IS NULL THEN NULL ELSE jsonb_build_object('key', m.key, 'width', m.width, 'height', m.height,
        'alt', m.alt, 'blur', m.blur) END AS media
    FROM article a LEFT JOIN media m ON m.id = a.media_id
    WHERE a.status = 'published' AND a.publish_at <= ${reader.now}
      AND a.words #>> ARRAY[${reader.locale}, 'title'] <> '' AND a.words #>> ARRAY[${reader.locale}, 'body'] <> ''
      ${last ? Prisma.sql`AND (a.publish_at, a.id) < (${last.at}, ${last.id})` : Prisma.empty}
    ORDER BY a.publish_at DESC, a.id DESC LIMIT ${input.limit + 1}`;
  return toPage(
    rows.map((row) => toCard(row, reader.locale)),
    input.limit,
    (card) => [card.publishedAt, card.id],
  );
}

const readable = (words: Words, locale: string): boolean => Boolean(words[locale]?.title && words[locale]?.body);

/** The article that can be read under a slug by now; the present slug where it has moved; null where there is none. */
export async function articleBySlug(
  db: Db,
  reader: { locale: Locale; now: Date },
  slug: string,
): Promise<{ article: Article } | { movedTo: string } | null> {
  const row = await db.article.findUnique({ where: { slug }, include: { media: { select: photoSelect } } });
  if (!row) {
    const former = await db.articleSlug.findUnique({
      where: { slug },
      select: { article: { select: { slug: true } } },
    });
    if (!former) return null;
    const present = await articleBySlug(db, reader, former.article.slug);
    return present && "article" in present ? { movedTo: former.article.slug } : null;
  }
  const words = wordsOf(row.words);
  if (row.status !== "published" || !row.publishAt || row.publishAt > reader.now) return null;
  if (!readable(words, reader.locale)) return null;
  const languages = (["fr", "en"] as const).filter((language) => readable(words, language));
  const body = words[reader.locale]?.body ?? "";
  const card = toCard({ ...row, publishAt: row.publishAt }, reader.locale);
  return { article: { ...card, body, languages, updatedAt: row.updatedAt.toISOString() } };
}

const toAdminArticle = (
  {
    media,
    publishAt,
    updatedAt,
    ...row
  }: Prisma.ArticleGetPayload<{ include: { media: { select: typeof photoSelect } } }>,
  locale: Locale,
): AdminArticle => ({
  id: row.id,
  slug: row.slug,
  author: row.author,
  mediaId: row.mediaId,
  version: row.version,
  status: row.status as AdminArticle["status"],
  publishAt: iso(publishAt),
  updatedAt: updatedAt.toISOString(),
  photo: toPhoto(media, locale),
  words: wordsOf(row.words) as AdminArticle["words"],
});

/** Articles of the journal for staff, the last changed first. Keyset by date and id. */
export async function adminArticles(
  db: Db,
  locale: Locale,
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<AdminArticle>> {
  const [at, id] = decodeCursor(input.cursor) ?? [];
  const last =
    typeof at === "string" && typeof id === "string" && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : null;
  const rows = await db.article.findMany({
    where: last ? { OR: [{ updatedAt: { lt: last.at } }, { updatedAt: last.at, id: { lt: last.id } }] } : {},
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    include: { media: { select: photoSelect } },
  });
  const all = rows.map((row) => toAdminArticle(row, locale));
  return toPage(all, input.limit, (row) => [row.updatedAt, row.id]);
}

/** One article for staff, or null. */
export async function adminArticle(db: Db, locale: Locale, id: string): Promise<AdminArticle | null> {
  const row = await db.article.findUnique({ where: { id }, include: { media: { select: photoSelect } } });
  return row && toAdminArticle(row, locale);
}

/** Pictures of the house whose name or description has these words, the newest first; at most sixty. */
export async function photoChoices(db: Db, locale: Locale, words: string): Promise<PhotoChoice[]> {
  const like = `%${words.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const rows = await db.$queryRaw<(PhotoRow & { id: string })[]>`
    SELECT id, key, width, height, alt, blur FROM media
    WHERE key IS NOT NULL AND (${words} = '' OR key ILIKE ${like} OR alt::text ILIKE ${like})
    ORDER BY created_at DESC, id DESC LIMIT 60`;
  return rows.flatMap((row) => {
    const photo = toPhoto(row, locale);
    return photo ? [{ ...photo, id: row.id }] : [];
  });
}
