import fs from "node:fs/promises";
import path from "node:path";
import { newId } from "#server/kernel/ids.ts";
import { type SaveBlockInput, saveArticleInput, saveBlockInput } from "#server/modules/content/contract.ts";
import { saveArticle, saveBlock } from "#server/modules/content/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { storeMedia } from "#server/platform/media.ts";
import { demoArticles } from "./content-articles.ts";

const assets = path.join(import.meta.dirname, "../../components/storefront/assets");
const house = {
  opening: { fr: "Une pièce claire avec des chaises et une lampe", en: "A bright room with chairs and a lamp" },
  evening: {
    fr: "Une table, des suspensions, un lampadaire et un fauteuil le soir",
    en: "A table, pendants, a floor lamp and an armchair in the evening",
  },
} as const;
type Picture = keyof typeof house;
const names = Object.keys(house) as Picture[];

/** Copies the house's own photographs into the media store; gives their keys. Safe to repeat. */
export async function storeHousePictures(): Promise<Record<Picture, string>> {
  const store = async (name: Picture) =>
    [name, await storeMedia("content", `${name}.webp`, await fs.readFile(path.join(assets, `${name}.webp`)))] as const;
  return Object.fromEntries(await Promise.all(names.map(store))) as Record<Picture, string>;
}

/** The demo's home page, led by its photographs. */
const blocks: (Partial<SaveBlockInput> &
  Pick<SaveBlockInput, "kind" | "words"> & { photo?: Picture; picked?: string[] })[] = [
  {
    kind: "hero",
    photo: "opening",
    words: {
      fr: {
        title: "Des choses simples, bien faites.",
        text: "Meubles, luminaires et objets dessinés pour durer, faits par des ateliers que nous connaissons par leur nom.",
        link: "Voir les assises",
      },
      en: {
        title: "Simple things, well made.",
        text: "Furniture, lighting and objects drawn to last, made by workshops we know by name.",
        link: "See the seating",
      },
    },
    settings: { href: "/categories/assises", focus: { x: 64, y: 100 } } as SaveBlockInput["settings"],
  },
  {
    kind: "products",
    words: {
      fr: { title: "Nouveautés", text: "Arrivées ces dernières semaines au comptoir.", link: "Tout voir" },
      en: { title: "New in", text: "Arrived at the counter in the last few weeks.", link: "See all" },
    },
    settings: { source: "newest", count: 4, href: "/search?sort=newest" } as SaveBlockInput["settings"],
  },
  {
    kind: "families",
    words: {
      fr: { title: "La maison, pièce par pièce", text: "", link: "" },
      en: { title: "The house, room by room", text: "", link: "" },
    },
  },
  {
    kind: "story",
    photo: "evening",
    words: {
      fr: {
        title: "On répare ce qu’on vend.",
        text: "Une chaise se rempaille, une lampe se recâble, un plateau se ponce. Chaque pièce est démontable, et chaque atelier garde ses gabarits : dans dix ans, nous saurons encore refaire le barreau cassé.",
        link: "Comment nous réparons",
      },
      en: {
        title: "We mend what we sell.",
        text: "A chair can be re-corded, a lamp rewired, a top sanded back. Every piece comes apart, and every workshop keeps its jigs: ten years from now we will still know how to remake the broken rung.",
        link: "How we mend",
      },
    },
    settings: { tone: "dark", href: "/journal/reparer-une-chaise" } as SaveBlockInput["settings"],
  },
  {
    kind: "products",
    picked: ["fauteuil-nuage", "lampe-cepe", "vase-colline"],
    words: {
      fr: { title: "Les pièces qui restent", text: "", link: "" },
      en: { title: "Pieces that stay", text: "", link: "" },
    },
    settings: { source: "picked", count: 3 } as SaveBlockInput["settings"],
  },
  {
    kind: "quote",
    words: {
      fr: {
        title: "Le bois n’est jamais fini. Il continue dans votre cuisine.",
        text: "Jeanne Morvan, ébéniste",
        link: "",
      },
      en: {
        title: "Wood is never finished. It goes on in your kitchen.",
        text: "Jeanne Morvan, cabinet maker",
        link: "",
      },
    },
  },
  {
    kind: "journal",
    words: {
      fr: { title: "Le journal", text: "", link: "Tout le journal" },
      en: { title: "The journal", text: "", link: "The whole journal" },
    },
    settings: { count: 3, href: "/journal" } as SaveBlockInput["settings"],
  },
];

/** What the demo shop's staff would have arranged and written. */
export async function seedContent(tx: Tx, keys: Record<Picture, string>, now: Date): Promise<void> {
  const photoIds = {} as Record<Picture, string>;
  for (const name of names) {
    const row = await tx.media.upsert({
      where: { key: keys[name] },
      create: { id: newId("media"), key: keys[name], width: 1600, height: 700, alt: house[name] },
      update: {},
      select: { id: true },
    });
    photoIds[name] = row.id;
  }
  for (const { photo, picked = [], ...block } of blocks) {
    const products = await tx.product.findMany({ where: { slug: { in: picked } }, select: { id: true, slug: true } });
    const productIds = picked.flatMap((slug) => products.find((product) => product.slug === slug)?.id ?? []);
    const input = saveBlockInput.parse({
      status: "published",
      mediaId: photo ? photoIds[photo] : null,
      ...block,
      settings: { ...block.settings, productIds },
    });
    await saveBlock(tx, input, bySystem);
  }
  for (const { category, daysAgo, ...article } of demoArticles) {
    const banner = await tx.category.findUnique({ where: { slug: category }, select: { bannerId: true } });
    const publishAt = new Date(now.getTime() - daysAgo * 86_400_000).toISOString();
    const input = saveArticleInput.parse({
      status: "published",
      publishAt,
      mediaId: banner?.bannerId ?? null,
      ...article,
    });
    await saveArticle(tx, input, bySystem, new Date(publishAt));
  }
}
