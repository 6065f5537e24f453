// A page that is looked at while the catalogue changes shows the last change in the end, not the last but one for hours.
import { apiAs } from "../support/api.ts";
import { shopUrl, sqlRow } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

const slug = "miroir-lune";
const rounds = 6;

test("what changes while a page is being rendered is on it soon", async () => {
  const desk = await apiAs("catalogue");
  const picture = await sqlRow<{ id: string; alt: unknown }>(
    `SELECT m.id, m.alt FROM product p JOIN product_media pm ON pm.product_id = p.id JOIN media m ON m.id = pm.media_id
     WHERE p.slug = $1 ORDER BY pm.position LIMIT 1`,
    [slug],
  );
  const say = (alt: unknown) => desk.mutate("admin.products.updateAlt", { mediaId: picture.id, alt });
  const page = async () => (await fetch(`${shopUrl}/fr/products/${slug}`)).text();
  let watched = true;
  const crowd = [1, 2].map(async () => {
    while (watched) await page();
  });
  try {
    for (let round = 0; round < rounds; round++) {
      const words = `Essai ${crypto.randomUUID().slice(0, 8)}`;
      await say({ fr: `Avant ${words}`, en: "Before" });
      // The page is rendered anew because of the first change when the second one comes.
      await new Promise((done) => setTimeout(done, 40 + 20 * round));
      await say({ fr: words, en: "After" });
      await expect.poll(async () => (await page()).includes(`"${words}"`), { timeout: 20_000 }).toBe(true);
    }
  } finally {
    watched = false;
    await Promise.all(crowd);
    await say(picture.alt);
  }
});
