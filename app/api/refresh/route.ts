import { revalidateTag } from "next/cache";
import { tags } from "#app/_data/tags.ts";
import { mayRefresh } from "#server/api/refresh-pages.ts";

/** This process drops its cached reads of the catalogue. Only the house itself knows the token; others find nothing. */
export async function POST(request: Request): Promise<Response> {
  if (!mayRefresh(request.headers)) return new Response(null, { status: 404 });
  revalidateTag(tags.catalogue, { expire: 0 });
  return new Response(null, { status: 204 });
}
