import { type Db, Prisma } from "./db.ts";

/** Which change of the settings a statement sees, as a part of it (text). Raised by triggers, see `revise_settings`. */
export const settingsRevision = Prisma.sql`(SELECT revision::text FROM settings_revision)`;

const most = 500;

/**
 * Keeps in memory what is read of settings (channels, price lists' terms, places, shipping methods, tax rates) for as long as
 * none of them changes: whoever asks says which revision their own statement saw, and never gets anything older. What is kept
 * is shared: nobody may change it. Whoever does not know their revision (null) has it read for themselves. `read` may look at no other table; what depends on the day has it in its key.
 */
export function keepSettings<T>(
  read: (db: Db, key: string) => Promise<T>,
): (db: Db, key: string, revision: string | null) => Promise<T> {
  const kept = new Map<string, { revision: string; value: T }>();
  return async (db, key, revision) => {
    const known = kept.get(key);
    if (known?.revision === revision) return known.value;
    const value = await read(db, key);
    if (revision === null) return value;
    if (kept.size >= most) kept.clear();
    // Read after the revision was seen: this may be newer than what it says, and is then read again by the next; never older.
    kept.set(key, { revision, value });
    return value;
  };
}
