import { serveDocument } from "#server/api/documents.ts";
import { currentActor } from "#server/auth/session.ts";

export async function GET(request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  return serveDocument((await params).path, request, currentActor);
}
