import { type AddressKind, isKnownAddress } from "#server/flows/browse/known-address.ts";
import { systemClock } from "../kernel/clock.ts";
import { defaultLocale } from "../kernel/locales.ts";
import { db } from "../platform/db.ts";

/** Whether the site shows anything under an address, to anybody: for `answerKnownAddresses`. */
export const knownAddress = (kind: AddressKind, slug: string): Promise<boolean> =>
  isKnownAddress(db(), { channelCode: "web", locale: defaultLocale, now: systemClock.now() }, kind, slug);
