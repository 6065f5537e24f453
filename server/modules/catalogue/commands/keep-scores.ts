import type { Tx } from "#server/platform/db.ts";
import { type Completeness, gapText } from "../completeness-contract.ts";

/** Notes how complete products are, for lists. Products that are gone are passed over. One statement. */
export async function keepScores(
  tx: Tx,
  scores: readonly (Completeness & { productId: string })[],
  at: Date,
): Promise<void> {
  const rows = scores.map(({ productId, score, byLocale, gaps }) => ({
    productId,
    score,
    fr: byLocale.fr,
    en: byLocale.en,
    missing: gaps.map(gapText),
  }));
  await tx.$executeRaw`
    INSERT INTO product_score (product_id, score, score_fr, score_en, missing, computed_at)
    SELECT r."productId", r.score, r.fr, r.en, r.missing, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r("productId" text, score int, fr int, en int, missing text[])
    JOIN product p ON p.id = r."productId"
    ORDER BY r."productId"
    ON CONFLICT (product_id) DO UPDATE SET score = EXCLUDED.score, score_fr = EXCLUDED.score_fr,
      score_en = EXCLUDED.score_en, missing = EXCLUDED.missing, computed_at = EXCLUDED.computed_at`;
}
