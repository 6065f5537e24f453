import { env } from "#server/platform/env.ts";

/** Where the Base Adresse Nationale answers, or null when this house does without. */
export const banUrl = (): string | null => env().ADDRESS_API_URL ?? null;
