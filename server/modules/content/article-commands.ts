import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { emit } from "#server/platform/outbox.ts";
import { requirePhoto } from "./block-commands.ts";
import type { ContentErrorCode, SaveArticleInput } from "./contract.ts";
import { pageChanged } from "./events.ts";
import { lockSlugs } from "./locks.ts";
import { articleProblem } from "./model.ts";

const notFound = () => new DomainError<ContentErrorCode>("not_found", "content.article_not_found");

/** A slug belongs to one article, now or in the past: an old link never leads to another one. Call under `lockSlugs`. */
async function requireFreeSlug(tx: Tx, slug: string, id: string | undefined): Promise<void> {
  const [now, before] = await Promise.all([
    tx.article.findUnique({ where: { slug }, select: { id: true } }),
    tx.articleSlug.findUnique({ where: { slug }, select: { articleId: true } }),
  ]);
  const owner = now?.id ?? before?.articleId;
  if (owner !== undefined && owner !== id) throw new DomainError<ContentErrorCode>("conflict", "content.slug_taken");
}

/** The former slug keeps leading here, the present one is no longer a former one. */
async function moveSlug(tx: Tx, id: string, from: string, to: string): Promise<void> {
  if (from === to) return;
  await tx.articleSlug.deleteMany({ where: { slug: to } });
  await tx.articleSlug.create({ data: { slug: from, articleId: id } });
}

/**
 * Writes an article, new or changed; published without a date it appears now. A changed slug leaves a redirect behind. Emits
 * `content.page.changed`. Throws DomainError unprocessable `content.article_incomplete`, invalid `content.photo_not_found`,
 * conflict `content.slug_taken` and `content.version_conflict`, not_found `content.article_not_found`.
 */
export async function saveArticle(
  tx: Tx,
  input: SaveArticleInput,
  by: By,
  now: Date,
): Promise<{ id: string; version: number }> {
  const problem = articleProblem(input);
  if (problem) {
    const { code, ...details } = problem;
    throw new DomainError<ContentErrorCode>("unprocessable", code, details);
  }
  await requirePhoto(tx, input.mediaId);
  await lockSlugs(tx);
  await requireFreeSlug(tx, input.slug, input.id);
  const { id: given, version = 0, ...values } = input;
  const publishAt = input.publishAt ?? (input.status === "published" ? now : null);
  const data = { ...values, publishAt, updatedAt: now };
  const record = async (id: string, action: string, changes: Record<string, unknown>) => {
    await audit(tx, by, action, { type: "article", id }, changes);
    emit(tx, pageChanged("article", id));
  };
  if (!given) {
    const row = await tx.article.create({ data: { id: newId("article"), ...data, createdAt: now } });
    await record(row.id, "content.article.created", { slug: row.slug, status: row.status });
    return { id: row.id, version: row.version };
  }
  const before = await tx.article.findUnique({ where: { id: given } });
  if (!before) throw notFound();
  const { count } = await tx.article.updateMany({
    where: { id: given, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError("conflict", "content.version_conflict", { version: before.version });
  await moveSlug(tx, given, before.slug, input.slug);
  await record(given, "content.article.updated", {
    slug: { from: before.slug, to: input.slug },
    status: { from: before.status, to: input.status },
  });
  return { id: given, version: version + 1 };
}
