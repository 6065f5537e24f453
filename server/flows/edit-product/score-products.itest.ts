import { beforeAll, describe, expect, it } from "vitest";
import { updateProduct } from "#server/modules/catalogue/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { inTx } from "#server/platform/tx.ts";
import { countStatements } from "#server/testing/count-statements.ts";
import { demoShop } from "#server/testing/demo-shop.ts";
import { runJobs } from "#server/testing/run-jobs.ts";
import { listForStaff, viewForStaff } from "../browse/admin-products.ts";
import { scoreProducts } from "./score-products.ts";

beforeAll(async () => {
  await demoShop();
  await scoreProducts(null);
}, 60_000);

const chair = () => db().product.findUniqueOrThrow({ where: { slug: "chaise-alba" }, include: { score: true } });
const list = (input: object) => listForStaff(db(), { limit: 50, ...input }, "fr");

describe("completeness of products", () => {
  it("is whole in the demo shop, or says what is missing", async () => {
    const scores = await db().productScore.findMany();
    expect(scores).toHaveLength(await db().product.count());
    for (const { score, missing } of scores) expect(score === 100).toBe(missing.length === 0);
    expect((await chair()).score).toMatchObject({ score: 100, missing: [] });
  });

  it("follows a change by a job, and the page says the same", async () => {
    const { id, version } = await chair();
    const change = { id, version, description: { fr: "Une chaise." }, attributes: { material: null } };
    await inTx((tx) => updateProduct(tx, change, bySystem));
    await runJobs();
    const { score } = await chair();
    expect(score?.missing).toEqual(["description.en", "attribute.material"]);
    const { completeness } = await viewForStaff(db(), id, "en");
    expect(completeness.score).toBe(score?.score);
    expect(completeness.byLocale.en).toBeLessThan(100);
    expect(completeness.byLocale.fr).toBe(100);
  });

  it("sees what others own: a price that is gone", async () => {
    const { id } = await chair();
    const variant = await db().variant.findFirstOrThrow({ where: { productId: id } });
    await db().priceListItem.deleteMany({ where: { variantId: variant.id } });
    await db()
      .stockMove.deleteMany({ where: { variantId: variant.id } })
      .catch(() => {});
    await db()
      .product.update({ where: { id }, data: { taxCategory: "unheard-of" } })
      .catch(() => {});
    const { completeness } = await viewForStaff(db(), id, "fr");
    expect(completeness.gaps.map((gap) => gap.code)).toContain("price");
  });

  it("filters and sorts the list, page by page without gaps or repeats", async () => {
    await scoreProducts(null);
    const incomplete = await list({ incomplete: true });
    expect(incomplete.items.map((row) => row.slug)).toContain("chaise-alba");
    expect(incomplete.items.every((row) => (row.score ?? 0) < 100)).toBe(true);
    const seen: string[] = [];
    const scores: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await list({ sort: "completeness", limit: 7, cursor });
      seen.push(...page.items.map((row) => row.id));
      scores.push(...page.items.map((row) => row.score ?? -1));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(await db().product.count());
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
    expect(seen[0]).toBe((await chair()).id);
  });

  it("costs the same number of statements for one product and for all", async () => {
    const ids = (await db().product.findMany({ select: { id: true } })).map((row) => row.id);
    const one = await countStatements(() => scoreProducts(ids.slice(0, 1)));
    const all = await countStatements(() => scoreProducts(ids));
    expect(all.statements.length).toBe(one.statements.length);
  });
});
