import { serveExport } from "#server/api/exports.ts";
import { currentActor } from "#server/auth/session.ts";

export async function GET(request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  return serveExport((await params).path, request, currentActor);
}
