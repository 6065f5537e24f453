import { newId } from "../kernel/ids.ts";
import type { Tx } from "./db.ts";

/** Who is behind a write, as commands receive it. */
export type By = { userId: string | null; requestId?: string };
export const bySystem: By = { userId: null };

/** Records who did what to which record, in the same transaction as the deed. */
export async function audit(
  tx: Tx,
  by: By,
  action: string,
  target: { type: string; id: string },
  data: Record<string, unknown> = {},
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      id: newId("audit"),
      actorId: by.userId,
      requestId: by.requestId ?? null,
      action,
      targetType: target.type,
      targetId: target.id,
      data: JSON.parse(JSON.stringify(data)),
    },
  });
}
