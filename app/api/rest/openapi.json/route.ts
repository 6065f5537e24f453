import { openApiDocument } from "#server/api/openapi.ts";

/** The REST API, described. */
export function GET() {
  return Response.json(openApiDocument());
}
