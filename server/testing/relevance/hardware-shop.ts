import { applyImport } from "#server/flows/import-catalogue/import-catalogue.ts";
import { saveSynonyms } from "#server/modules/catalogue/index.ts";
import { bySystem } from "#server/platform/audit.ts";
import { inTx } from "#server/platform/tx.ts";
import { hardwareFile } from "./hardware.ts";
import { hardwareSynonyms } from "./hardware-queries.ts";

/** Fills a shop without goods with a catalogue that comes in through the import, French first, then the English texts. */
export async function openHardwareShop(): Promise<void> {
  for (const locale of ["fr", "en"] as const) {
    const { applied, issues } = await applyImport(hardwareFile(locale), { locale }, bySystem);
    if (!applied) throw new Error(`the hardware catalogue was refused: ${JSON.stringify(issues.slice(0, 5))}`);
  }
  await inTx(async (tx) => {
    for (const terms of hardwareSynonyms) await saveSynonyms(tx, { terms: [...terms] }, bySystem);
  });
}
