import type { NextRequest } from "next/server";
import { answerSession } from "#server/auth/route.ts";

const answer = async (request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) =>
  answerSession(request, context);

export { answer as GET, answer as POST };
