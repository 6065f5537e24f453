import { showStopPage, stopAlertInOneClick } from "#server/api/stop-alert.ts";

export const POST = (request: Request): Promise<Response> => stopAlertInOneClick(request);
export const GET = (request: Request): Response => showStopPage(request);
