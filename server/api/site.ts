import { env } from "../platform/env.ts";

export { isBuilding } from "../platform/env.ts";

/** The shop's public address, without a slash at the end: for canonical links, the site map and structured data. */
export const siteUrl = (): string => env().PUBLIC_URL;
