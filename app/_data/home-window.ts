import type { ShownBlock } from "#server/modules/content/contract.ts";

type Window = Pick<ShownBlock, "startsAt" | "endsAt">;

const hour = 3600;

/** What of the home page stands there at `now` (milliseconds since 1970): begun, and not over. */
export const standing = <B extends Window>(blocks: readonly B[], now: number): B[] =>
  blocks.filter(
    ({ startsAt, endsAt }) => (!startsAt || Date.parse(startsAt) <= now) && (!endsAt || Date.parse(endsAt) > now),
  );

/** How many whole seconds what stands at `now` stays so: until the next part begins or ends, an hour at most, one at least. */
export function standsFor(blocks: readonly Window[], now: number): number {
  const changes = blocks
    .flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])
    .flatMap((at) => (at && Date.parse(at) > now ? Date.parse(at) - now : []));
  return Math.max(1, Math.min(hour, ...changes.map((ms) => Math.floor(ms / 1000))));
}
