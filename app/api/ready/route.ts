import { connection } from "next/server";
import { health } from "#server/api/health.ts";

/** Ready for traffic: database answers and a worker does its work. */
export async function GET() {
  await connection();
  const state = await health();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
