import { connection } from "next/server";
import { health } from "#server/api/health.ts";

/** Alive: 503 only when this process cannot reach its database. */
export async function GET() {
  await connection();
  const state = await health();
  return Response.json(state, {
    status: state.status === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
