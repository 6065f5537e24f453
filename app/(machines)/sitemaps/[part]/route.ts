import { connection } from "next/server";
import { sitemapPart } from "#app/_data/sitemap.ts";
import { xmlStream } from "#app/_data/xml.ts";

/** A part of the site map: "products-<first id>.xml". */
export async function GET(_: Request, { params }: RouteContext<"/sitemaps/[part]">): Promise<Response> {
  await connection();
  const { part } = await params;
  const chunks = part.endsWith(".xml") ? await sitemapPart(part.slice(0, -".xml".length)) : null;
  return chunks ? xmlStream(chunks, 3_600) : new Response(null, { status: 404 });
}
