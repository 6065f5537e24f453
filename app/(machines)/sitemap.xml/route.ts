import { connection } from "next/server";
import { sitemapIndex } from "#app/_data/sitemap.ts";
import { xmlStream } from "#app/_data/xml.ts";

/** The index of the site map. */
export async function GET(): Promise<Response> {
  await connection();
  return xmlStream(sitemapIndex(), 3_600);
}
