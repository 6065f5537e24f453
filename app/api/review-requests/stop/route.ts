import { showStopPage, stopRequestsInOneClick } from "#server/api/stop-requests.ts";

export const POST = (request: Request): Promise<Response> => stopRequestsInOneClick(request);
export const GET = (request: Request): Response => showStopPage(request);
