// The shop's pages as phones load them and as hands feel them, against a shop that runs here.
import { StartProblem } from "../start-problem.ts";
import { becomeQuiet } from "./machine.ts";
import { benchHand, type HandRow, type Places } from "./web-hand.ts";
import { benchPage, type PageRow, type WebPage } from "./web-pages.ts";

async function ask<T>(url: string, path: string, input: object): Promise<T> {
  const response = await fetch(`${url}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
  if (!response.ok) throw new StartProblem(`${path} answered ${response.status}`);
  return ((await response.json()) as { result: { data: T } }).result.data;
}

/** The category with most products, and a product that can be bought at once. */
async function findPlaces(url: string): Promise<Places> {
  const categories = await ask<{ slug: string; parentId: string | null; productCount: number }[]>(
    url,
    "shop.catalogue.categories",
    {},
  );
  const [category] = categories.filter((c) => c.parentId === null).sort((a, b) => b.productCount - a.productCount);
  if (!category) throw new StartProblem("No category here: seed the shop first.");
  // A large shop lists many that are alike: other orders of the same list begin with others.
  for (const sort of ["featured", "newest", "price_asc", "price_desc"]) {
    const list = await ask<{ items: { id: string }[] }>(url, "shop.catalogue.category", {
      slug: category.slug,
      limit: 24,
      sort,
    });
    // What a page shows first is its first variant: that one must be for sale.
    const goods = await ask<{ slug: string; variants: { canOrder: boolean }[] }[]>(url, "shop.wishlist.items", {
      ids: list.items.map((item) => item.id),
    });
    const product = goods.find((item) => item.variants[0]?.canOrder);
    if (product) return { category: category.slug, product: product.slug };
  }
  throw new StartProblem(`Nothing in stock in ${category.slug}.`);
}

const pagesOf = ({ category, product }: Places): WebPage[] => [
  { name: "home", path: "/fr" },
  { name: "category", path: `/fr/categories/${category}` },
  { name: "product", path: `/fr/products/${product}` },
  { name: "search", path: "/fr/search?q=lampe", unlisted: true },
];

/**
 * Visits every page until it is kept (as in a shop that is open) and measures each on a machine that has become quiet; what
 * never found it so is `disturbed`. `said` hears of progress.
 */
export async function benchWeb(
  url: string,
  rounds: number,
  said: (text: string, work: () => Promise<void>) => Promise<void>,
): Promise<{ pages: PageRow[]; hand: HandRow[]; disturbed: string[] }> {
  const places = await findPlaces(url);
  const pages: PageRow[] = [];
  let hand: HandRow[] = [];
  const disturbed: string[] = [];
  const quietFor = async (name: string) => {
    if (!(await becomeQuiet())) disturbed.push(name);
  };
  const visited = pagesOf(places);
  await said("becoming quiet", async () => {
    for (let visit = 0; visit < 3; visit++) {
      await becomeQuiet();
      for (const page of visited) await fetch(`${url}${page.path}`).then((response) => response.arrayBuffer());
    }
  });
  for (const page of visited) {
    await said(`${page.name} (${page.path})`, async () => {
      await quietFor(page.name);
      pages.push(await benchPage(url, page, rounds));
    });
  }
  await said("interactions", async () => {
    await quietFor("interactions");
    hand = await benchHand(url, places, Math.max(rounds, 3));
  });
  return { pages, hand, disturbed };
}
