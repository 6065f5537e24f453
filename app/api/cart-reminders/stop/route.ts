import { showStopPage, stopRemindersInOneClick } from "#server/api/stop-reminders.ts";

export const POST = (request: Request): Promise<Response> => stopRemindersInOneClick(request);
export const GET = (request: Request): Response => showStopPage(request);
