// npm run catalogue:import -- FILE.csv: shows what a Shopify product CSV would bring; with --apply, brings it in.
import fs from "node:fs/promises";
import { parseArgs } from "node:util";
import { DomainError } from "#server/kernel/errors.ts";
import { defaultLocale, type Locale, locales } from "#server/kernel/locales.ts";
import { applyEnvironment } from "./launch-environment.ts";
import { withDatabase } from "./local-database.ts";
import { StartProblem } from "./start-problem.ts";
import { say, stopOnProblem } from "./terminal.ts";

const usage = `usage: npm run catalogue:import -- FILE.csv [options]
  Without --apply nothing is written: the preview shows what would happen.
  --apply            write it, all or nothing; importing the same file again changes nothing
  --locale fr|en     language of the file's texts (default ${defaultLocale})
  --price-list CODE  list that the prices go to (default: the site's)
  --location CODE    warehouse or store that new products' stock is received at (default: the site's first warehouse)
  --no-images        leave the pictures for the next import
  --json             the report as JSON
Exit code 1 when the file has errors.`;

class UsageProblem extends Error {}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      allowNegative: true,
      options: {
        apply: { type: "boolean", default: false },
        locale: { type: "string", default: defaultLocale },
        "price-list": { type: "string" },
        location: { type: "string" },
        images: { type: "boolean", default: true },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const [file, ...more] = positionals;
    if (values.help) return undefined;
    if (!file || more.length) throw new UsageProblem(file ? "one file at a time" : "which file?");
    const locale = locales.find((known) => known === values.locale);
    if (!locale) throw new UsageProblem(`--locale must be one of ${locales.join(", ")}`);
    return { ...values, file, locale: locale satisfies Locale };
  } catch (error) {
    if (error instanceof UsageProblem || error instanceof TypeError) throw new UsageProblem(error.message);
    throw error;
  }
}

/** The file's text. Other encodings would turn accents into wrong letters, so they are refused. */
async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await fs.readFile(file);
  } catch (error) {
    throw new StartProblem(`${file} cannot be read: ${(error as Error).message}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new StartProblem(`${file} is not UTF-8. Save it as "CSV UTF-8" and try again.`);
  }
}

type Arguments = NonNullable<ReturnType<typeof readArguments>>;

async function run(given: Arguments, text: string): Promise<void> {
  const { applyImport, hasErrors, previewImport } = await import("#server/flows/import-catalogue/import-catalogue.ts");
  const { fetchImages } = await import("#server/flows/import-catalogue/fetch-images.ts");
  const { countsOf, previewLines } = await import("./import-preview.ts");
  const { bySystem } = await import("#server/platform/audit.ts");
  const options = { locale: given.locale, priceListCode: given["price-list"], locationCode: given.location };
  const tell = (line: string) => (given.json ? console.error(line) : say(line));

  const report = given.apply ? await applyImport(text, options, bySystem) : await previewImport(text, options);
  if (hasErrors(report)) process.exitCode = 1;
  if (!given.json) for (const line of previewLines(report)) say(line);
  const importKeys = report.products.map(({ product }) => product.importKey);
  const images =
    report.applied && given.images
      ? await fetchImages(importKeys, {
          onProgress: (done, of) => {
            if (done % 25 === 0 && done < of) tell(`  … ${done} of ${of} pictures`);
          },
        })
      : null;
  if (given.json) {
    const { products, ...rest } = report;
    const short = products.map(({ product, change }) => ({ change, ...product }));
    say(JSON.stringify({ ...rest, counts: countsOf(report), products: short, images }, null, 2));
    return;
  }
  if (hasErrors(report)) say(`\nNothing was written: correct the errors first.`);
  else if (!report.applied) say("\nNothing was written: this was a preview. Add --apply to import.");
  else say("\nImported.");
  if (images) {
    say(
      `Pictures: ${images.fetched} fetched, ${images.failed.length} not to be had${images.failed.length ? ":" : "."}`,
    );
    for (const { slug, url, reason } of images.failed) say(`  ${slug}: ${url} (${reason})`);
    if (images.failed.length) say("The next import tries them again.");
  }
}

async function main(): Promise<void> {
  const given = readArguments();
  if (!given) return say(usage);
  const text = await readText(given.file);
  await withDatabase(async (url) => {
    applyEnvironment({ DATABASE_URL: url });
    const { db } = await import("#server/platform/db.ts");
    try {
      await run(given, text);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const known: Record<string, string> = {
        "pricing.price_list_not_found": `There is no price list ${given["price-list"] ?? ""}.`,
        "stock.location_not_found": `There is no warehouse or store ${given.location ?? ""}.`,
        "channels.channel_not_found": "The shop is not set up yet: run `npm start` once.",
      };
      throw new StartProblem(known[error.code] ?? `${error.code} ${JSON.stringify(error.details)}`);
    } finally {
      await db().$disconnect();
    }
  });
}

await stopOnProblem(async () => {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 64;
  }
});
