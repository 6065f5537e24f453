import fs from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const text = z.object({ fr: z.string(), en: z.string() });
const picture = z.object({ file: z.string(), width: z.number().int(), height: z.number().int(), alt: text });

const demoSchema = z.object({
  brands: z.array(z.object({ slug: z.string(), name: z.string(), about: text })),
  families: z.array(z.object({ slug: z.string(), name: text, lead: text, banner: picture })),
  products: z.array(
    z.object({
      slug: z.string(),
      family: z.string(),
      name: text,
      tagline: text,
      description: text,
      composition: text,
      care: text,
      dimensions_mm: z.object({ w: z.number(), d: z.number(), h: z.number() }),
      weight_g: z.number().int(),
      brand: z.string(),
      origin_country: z.string().length(2),
      origin_name: text,
      tags: z.array(z.string()),
      options: z.array(
        z.object({
          key: z.string(),
          name: text,
          values: z.array(z.object({ value: z.string(), label: text, swatch: z.string().optional() })),
        }),
      ),
      images: z.array(picture),
      variants: z.array(
        z.object({
          sku: z.string(),
          option_values: z.record(z.string(), z.string()),
          price_cents: z.number().int(),
          barcode: z.string(),
          weight_g: z.number().int(),
          images: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type DemoCatalogue = z.infer<typeof demoSchema>;
export type DemoProduct = DemoCatalogue["products"][number];

const folder = path.join(import.meta.dirname, "demo");

/** The demo shop as data: original copy and pictures made for this project (CC0). */
export async function readDemoCatalogue(): Promise<DemoCatalogue> {
  return demoSchema.parse(JSON.parse(await fs.readFile(path.join(folder, "catalogue.json"), "utf8")));
}

/** The bytes of a picture that the catalogue names ("images/chaise-alba-nat.webp"). */
export const readDemoPicture = (file: string): Promise<Buffer> =>
  fs.readFile(path.join(folder, "media", path.basename(file)));
