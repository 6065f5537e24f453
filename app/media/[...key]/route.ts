import { readOrRender } from "#server/platform/renditions.ts";

/**
 * Pictures of the media store and their renditions. Keys carry a hash of their bytes, so browsers and caches may keep them
 * for ever; an original that stands in for a rendition is kept for a minute.
 */
export async function GET(request: Request, context: { params: Promise<{ key: string[] }> }): Promise<Response> {
  const { key } = await context.params;
  const media = await readOrRender(key.join("/"));
  if (!media) return new Response(null, { status: 404, headers: { "cache-control": "public, max-age=60" } });
  const headers = {
    "cache-control": media.asked ? "public, max-age=31536000, immutable" : "public, max-age=60",
    etag: media.etag,
    "content-type": media.mime,
    "content-disposition": media.inline ? "inline" : "attachment",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    // The payment page and mails show them too.
    "cross-origin-resource-policy": "cross-origin",
  };
  if (request.headers.get("if-none-match")?.includes(media.etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(media.bytes), { headers });
}
