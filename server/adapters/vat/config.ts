import { env } from "#server/platform/env.ts";

/** Where VIES answers, or null when this house asks nobody. */
export const viesUrl = (): string | null => env().VIES_URL ?? null;

/** A pretended register exempts from tax whoever asks: never where real goods are sold. */
export const mayPretend = (): boolean => env().DEPLOYMENT !== "production";
