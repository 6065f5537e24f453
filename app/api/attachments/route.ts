import { takeUpload } from "#server/api/attachments.ts";
import { currentActor } from "#server/auth/session.ts";

export function POST(request: Request): Promise<Response> {
  return takeUpload(request, currentActor);
}
