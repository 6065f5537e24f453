// The proxy's one question to the shop: is anything behind this address? The proxy is a bundle of its own that shall not
// carry the database with it, so the server, in the same process, leaves the answer here when it starts.

type Kind = "products" | "categories";
type Ask = (kind: Kind, slug: string) => Promise<boolean>;
const held = globalThis as { comptoirKnownAddress?: Ask };

/** Milliseconds that a known address is taken for known without asking again, and how many are remembered. */
const rememberedMs = 60_000;
const remembered = 20_000;

/** Leaves the answer for the proxy. What is unknown is asked each time: it may be published any moment. */
export function answerKnownAddresses(ask: Ask, now: () => number = Date.now): void {
  const known = new Map<string, number>();
  held.comptoirKnownAddress = async (kind, slug) => {
    const key = `${kind}/${slug}`;
    if ((known.get(key) ?? 0) > now()) return true;
    if (!(await ask(kind, slug))) return false;
    if (known.size >= remembered) known.clear();
    known.set(key, now() + rememberedMs);
    return true;
  };
}

/** False only when it is certain that nothing is there: without an answer the page decides. */
export async function mayBeKnown(kind: Kind, slug: string): Promise<boolean> {
  try {
    return (await held.comptoirKnownAddress?.(kind, slug)) ?? true;
  } catch {
    return true;
  }
}
