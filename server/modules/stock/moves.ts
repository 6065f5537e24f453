import { DomainError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import type { Quantity } from "../../kernel/quantity.ts";
import { audit, type By } from "../../platform/audit.ts";
import type { Tx } from "../../platform/db.ts";
import { emit } from "../../platform/outbox.ts";
import type { MoveReason } from "./contract.ts";
import { levelsChanged } from "./events.ts";
import { fillWaiting } from "./fill-waiting.ts";
import { lockLevels } from "./locks.ts";

type Move = {
  variantId: string;
  fromId: string;
  toId: string;
  quantity: Quantity;
  reason: MoveReason;
  document?: { type: string; id: string };
  note?: string;
  /** The quantity was reserved: reserved falls with on hand. */
  reserved?: boolean;
};

/**
 * Appends moves to the ledger and applies them to the levels of warehouses and stores. What leaves must be there and,
 * unless it was reserved for this, free; what arrives goes to those who wait for it. Locks all levels of the variants
 * (of reserved moves the caller has). Throws DomainError conflict `stock.not_enough`.
 */
export async function writeMoves(tx: Tx, moves: readonly Move[], by: By): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map((m) => ({
    ...m,
    id: newId("stockMove"),
    reserved: m.reserved ?? false,
    documentType: m.document?.type ?? null,
    documentId: m.document?.id ?? null,
    note: m.note ?? null,
  }));
  const text = JSON.stringify(rows);
  const variantIds = [...new Set(moves.map((m) => m.variantId))];
  // A first arrival makes its level before anything is locked: levels are locked sorted, all at once.
  if (moves.some((m) => !m.reserved)) {
    await tx.$executeRaw`
      INSERT INTO stock_level (variant_id, location_id)
      SELECT DISTINCT m."variantId", m."toId" FROM jsonb_to_recordset(${text}::jsonb) AS m("variantId" text, "toId" text)
      JOIN location t ON t.id = m."toId" AND t.kind IN ('warehouse', 'store', 'bin')
      ORDER BY 1, 2 ON CONFLICT DO NOTHING`;
    await lockLevels(tx, variantIds);
  }
  await tx.$executeRaw`
    INSERT INTO stock_move (id, variant_id, from_id, to_id, quantity, reason, document_type, document_id, note, by_user_id)
    SELECT id, "variantId", "fromId", "toId", quantity, reason, "documentType", "documentId", note, ${by.userId}
    FROM jsonb_to_recordset(${text}::jsonb) AS m(id text, "variantId" text, "fromId" text, "toId" text, quantity numeric,
      reason text, "documentType" text, "documentId" text, note text)`;
  const [out] = await tx.$queryRaw<{ wanted: number; done: number }[]>`
    WITH leaving AS (
      SELECT m."variantId", m."fromId", sum(m.quantity) AS quantity,
        coalesce(sum(m.quantity) FILTER (WHERE m.reserved), 0) AS reserved
      FROM jsonb_to_recordset(${text}::jsonb) AS m("variantId" text, "fromId" text, quantity numeric, reserved boolean)
      JOIN location f ON f.id = m."fromId" AND f.kind IN ('warehouse', 'store', 'bin') GROUP BY 1, 2
    ), lowered AS (
      UPDATE stock_level l SET on_hand = l.on_hand - o.quantity, reserved = l.reserved - o.reserved, updated_at = now()
      FROM leaving o WHERE l.variant_id = o."variantId" AND l.location_id = o."fromId"
        AND l.on_hand - l.reserved >= o.quantity - o.reserved AND l.reserved >= o.reserved
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM leaving)::int AS wanted, (SELECT count(*) FROM lowered)::int AS done`;
  if (!out || out.done !== out.wanted) {
    throw new DomainError("conflict", "stock.not_enough", { variantId: moves[0]?.variantId ?? "" });
  }
  await tx.$executeRaw`
    INSERT INTO stock_level (variant_id, location_id, on_hand)
    SELECT m."variantId", m."toId", sum(m.quantity)
    FROM jsonb_to_recordset(${text}::jsonb) AS m("variantId" text, "toId" text, quantity numeric)
    JOIN location t ON t.id = m."toId" AND t.kind IN ('warehouse', 'store', 'bin')
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (variant_id, location_id) DO UPDATE SET on_hand = stock_level.on_hand + excluded.on_hand, updated_at = now()`;
  if (moves.some((m) => !m.reserved)) await fillWaiting(tx, variantIds);
  emit(tx, levelsChanged(variantIds));
}

async function locationsByCode(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.location.findMany({ where: { code: { in: [...codes] } }, select: { id: true, code: true } });
  const found = new Map(rows.map((r) => [r.code, r.id]));
  for (const code of codes) {
    if (!found.has(code)) throw new DomainError("not_found", "stock.location_not_found", { location: code });
  }
  return found;
}

export type ReceiveInput = { variantId: string; locationCode: string; quantity: Quantity; note?: string };

/** Goods arrive from a supplier. Throws DomainError not_found `stock.location_not_found`. */
export function receive(tx: Tx, lines: readonly ReceiveInput[], by: By): Promise<void> {
  return receiveFrom(tx, lines, by, null);
}

/** The same, on account of a document. */
export async function receiveFrom(
  tx: Tx,
  lines: readonly ReceiveInput[],
  by: By,
  document: { type: string; id: string } | null,
): Promise<void> {
  const ids = await locationsByCode(tx, ["SUPPLIER", ...new Set(lines.map((l) => l.locationCode))]);
  await writeMoves(
    tx,
    lines.map((line) => ({
      variantId: line.variantId,
      fromId: ids.get("SUPPLIER") ?? "",
      toId: ids.get(line.locationCode) ?? "",
      quantity: line.quantity,
      reason: "receipt",
      ...(document && { document }),
      ...(line.note && { note: line.note }),
    })),
    by,
  );
}

async function assertVariant(tx: Tx, variantId: string): Promise<void> {
  const found = await tx.variant.findUnique({ where: { id: variantId }, select: { id: true } });
  if (!found) throw new DomainError("not_found", "stock.variant_not_found");
}

/**
 * Corrects what lies somewhere by a signed quantity, against the loss location, with a reason. Throws DomainError
 * conflict `stock.not_enough` (only free stock can be written off), not_found `stock.location_not_found`.
 */
export async function adjust(
  tx: Tx,
  input: { variantId: string; locationCode: string; quantity: Quantity; note: string },
  by: By,
): Promise<void> {
  const ids = await locationsByCode(tx, ["LOSS", input.locationCode]);
  await assertVariant(tx, input.variantId);
  const here = ids.get(input.locationCode) ?? "";
  const loss = ids.get("LOSS") ?? "";
  const [fromId, toId] = input.quantity < 0 ? [here, loss] : [loss, here];
  await writeMoves(
    tx,
    [
      {
        variantId: input.variantId,
        fromId,
        toId,
        quantity: Math.abs(input.quantity),
        reason: "adjustment",
        note: input.note,
      },
    ],
    by,
  );
  await audit(tx, by, "stock.adjusted", { type: "variant", id: input.variantId }, input);
}

/**
 * Moves free stock between two of the house's own locations. Throws DomainError invalid `stock.same_location`, conflict
 * `stock.not_enough`, not_found `stock.location_not_found`.
 */
export async function transfer(
  tx: Tx,
  input: { variantId: string; fromCode: string; toCode: string; quantity: Quantity; note?: string | undefined },
  by: By,
): Promise<void> {
  if (input.fromCode === input.toCode) throw new DomainError("invalid", "stock.same_location");
  const ids = await locationsByCode(tx, [input.fromCode, input.toCode]);
  await assertVariant(tx, input.variantId);
  const [fromId, toId] = [ids.get(input.fromCode) ?? "", ids.get(input.toCode) ?? ""];
  await writeMoves(
    tx,
    [
      {
        variantId: input.variantId,
        fromId,
        toId,
        quantity: input.quantity,
        reason: "transfer",
        ...(input.note && { note: input.note }),
      },
    ],
    by,
  );
  await audit(tx, by, "stock.transferred", { type: "variant", id: input.variantId }, input);
}
