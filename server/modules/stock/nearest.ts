import { countries, departements, type Point } from "./centroids.ts";
import type { Selling, SellingPlace } from "./sellable.ts";
import { towns } from "./towns.ts";

export type Destination = { country: string; postcode: string };

/** About where an address lies: the middle of its French département, or of its country; null when unknown. */
export function pointOf(to: Destination): Point | null {
  if (to.country !== "FR") return countries[to.country] ?? null;
  const digits = to.postcode.replaceAll(/\D/g, "");
  if (digits.length !== 5) return null;
  const overseas = departements[digits.slice(0, 3)];
  if (overseas) return overseas;
  // Postcodes 200 and 201 are Corse-du-Sud, 202 and 206 Haute-Corse.
  const code = digits.startsWith("20") ? (digits[2] === "0" || digits[2] === "1" ? "20A" : "20B") : digits.slice(0, 2);
  return departements[code] ?? null;
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/**
 * About where a French postcode or one of the larger towns lies; null when it is unknown. Postcodes of those towns are their
 * middle, all others the middle of their département.
 */
export function pointNear(text: string): Point | null {
  const asked = plain(text);
  if (/^\d{5}$/.test(asked)) {
    const town = towns.find(([, postcodes]) => postcodes.some((postcode) => asked.startsWith(postcode)));
    return town?.[2] ?? pointOf({ country: "FR", postcode: asked });
  }
  return (asked && towns.find(([name]) => name === asked)?.[2]) || null;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The great-circle distance in kilometres (haversine formula, mean earth radius 6,371 km). */
export function distanceKm([latA, lonA]: Point, [latB, lonB]: Point): number {
  const [phiA, phiB] = [radians(latA), radians(latB)];
  const half =
    Math.sin((phiB - phiA) / 2) ** 2 + Math.cos(phiA) * Math.cos(phiB) * Math.sin(radians(lonB - lonA) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(half)));
}

/**
 * A channel's places in the order in which they serve an address: by priority or, where the channel sources from the
 * nearest, by distance. Unknown addresses and, after all others, places without coordinates keep their priority.
 */
export function nearestFirst(
  channel: Pick<Selling, "sourcing" | "locations">,
  to: Destination | null,
): readonly SellingPlace[] {
  const point = channel.sourcing === "nearest" && to ? pointOf(to) : null;
  if (!point) return channel.locations;
  const distance = (place: SellingPlace) =>
    place.latitude === null || place.longitude === null
      ? Number.POSITIVE_INFINITY
      : distanceKm(point, [place.latitude, place.longitude]);
  return channel.locations
    .map((place, rank) => ({ place, rank, km: distance(place) }))
    .toSorted((a, b) => (a.km === b.km ? a.rank - b.rank : a.km - b.km))
    .map(({ place }) => place);
}

/** The destination in an address as documents keep it; null when it has none. */
export function destinationOf(address: unknown): Destination | null {
  const { country, postcode } = (address ?? {}) as { country?: unknown; postcode?: unknown };
  return typeof country === "string" && typeof postcode === "string" ? { country, postcode } : null;
}
