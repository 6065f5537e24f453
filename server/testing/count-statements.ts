import { db } from "#server/platform/db.ts";

const counting = new Set<string[]>();
let listening: unknown;

/** Runs work and tells which statements reached PostgreSQL through the process's client, BEGIN and COMMIT included. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ value: T; statements: string[] }> {
  // A listener cannot be taken away again: one for each client is enough.
  if (listening !== db()) {
    listening = db();
    db().$on("query", (event) => {
      for (const statements of counting) statements.push(event.query);
    });
  }
  const statements: string[] = [];
  counting.add(statements);
  try {
    return { value: await work(), statements };
  } finally {
    counting.delete(statements);
  }
}
