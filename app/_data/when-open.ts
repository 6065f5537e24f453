import { connection } from "next/server";
import { isBuilding } from "#server/api/site.ts";

/**
 * Before rows are read in a page that the build makes too. The build has no database (docs/adr/0007-embedded-default.md) and
 * leaves a hole; the page is made anew on its first visit, rows included (page-cache.mjs), and then kept whole.
 */
export async function whenOpen(): Promise<void> {
  if (isBuilding()) await connection();
}
