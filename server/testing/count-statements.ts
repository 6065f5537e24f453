import { db } from "#server/platform/db.ts";

/** Runs work and tells which statements reached PostgreSQL through the process's client, BEGIN and COMMIT included. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ value: T; statements: string[] }> {
  const statements: string[] = [];
  let counting = true;
  db().$on("query", (event) => {
    if (counting) statements.push(event.query);
  });
  const value = await work();
  counting = false;
  return { value, statements };
}
