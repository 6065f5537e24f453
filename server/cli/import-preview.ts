// How an import looks at the terminal: what is new, what changes, what is wrong. Plain text, no width beyond the columns'.
import type { ImportReport } from "#server/flows/import-catalogue/import-catalogue.ts";
import type { PlannedProduct } from "#server/flows/import-catalogue/plan-import.ts";
import type { Issue } from "#server/flows/import-catalogue/types.ts";

/** Control characters of a file must not drive the terminal. */
const plain = (text: string, width: number): string => {
  const clean = text.replace(/[\p{Cc}\p{Cf}]+/gu, " ");
  return clean.length > width ? `${clean.slice(0, width - 1)}…` : clean;
};

function priceOf({ product }: PlannedProduct, currency: string): string {
  const prices = product.variants.map((variant) => Number(variant.price));
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  if (!Number.isFinite(low)) return "";
  return `${low === high ? low : `${low} – ${high}`} ${currency}`;
}

/** What changes of a product, in words: "text, 1 new variant, price 1". */
export function changesOf(planned: PlannedProduct): string {
  if (planned.change !== "changed") return "";
  const { update } = planned;
  const count = (list: readonly unknown[], one: string, many = `${one}s`) =>
    list.length ? [`${list.length} ${list.length === 1 ? one : many}`] : [];
  return [
    ...Object.keys(update.texts),
    ...(update.brand ? ["vendor"] : []),
    ...(update.category ? ["type"] : []),
    ...count(update.newVariants, "new variant"),
    ...count(update.variants, "variant"),
    ...count(update.prices, "price"),
    ...count(update.newImages, "new image"),
    ...count(update.alts, "image text"),
    ...count(update.variantImages, "variant image"),
  ].join(", ");
}

function table(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

const describeIssue = ({ line, column, value, message }: Issue): string => {
  const where = [line === null ? "" : `line ${line}`, column ?? ""].filter(Boolean).join(", ");
  const what = value ? `"${plain(value, 60)}" ${message}` : message;
  return `  ${where ? `${where}: ` : ""}${what}`;
};

const mostRows = 200;

/** How many products are new, changed and unchanged, and what they bring. */
export function countsOf(report: ImportReport) {
  const of = (change: PlannedProduct["change"]) => report.products.filter((p) => p.change === change).length;
  const products = report.products.map((p) => p.product);
  return {
    rows: report.rows,
    products: products.length,
    new: of("new"),
    changed: of("changed"),
    unchanged: of("unchanged"),
    variants: products.reduce((sum, p) => sum + p.variants.length, 0),
    images: products.reduce((sum, p) => sum + p.images.length, 0),
    errors: report.issues.filter((i) => i.severity === "error").length,
    warnings: report.issues.filter((i) => i.severity === "warning").length,
  };
}

/** The whole preview, line by line. */
export function previewLines(report: ImportReport): string[] {
  const counts = countsOf(report);
  const header = ["", "PRODUCT", "HANDLE", "STATUS", "VARIANTS", "PRICE", "IMAGES", "CHANGES"];
  const rows = report.products
    .slice(0, mostRows)
    .map((planned) => [
      { new: "+", changed: "~", unchanged: "=" }[planned.change],
      plain(planned.product.title, 40),
      plain(planned.product.slug, 36),
      planned.product.status,
      String(planned.product.variants.length),
      priceOf(planned, report.currency),
      String(planned.product.images.length),
      plain(changesOf(planned), 60),
    ]);
  const section = (title: string, issues: readonly Issue[]) =>
    issues.length ? ["", `${title} (${issues.length})`, ...issues.map(describeIssue)] : [];
  const more = report.products.length - rows.length;
  return [
    ...(rows.length ? table([header, ...rows], [4, 5, 6]) : []),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...section(
      "Errors",
      report.issues.filter((i) => i.severity === "error"),
    ),
    ...section(
      "Warnings",
      report.issues.filter((i) => i.severity === "warning"),
    ),
    ...report.notes.map((note) => `\nNote: ${note}`),
    "",
    `${counts.products} products in ${counts.rows} rows: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged; ` +
      `${counts.variants} variants, ${counts.images} images`,
    `Prices: ${report.priceList} (${report.currency}). Stock of new products: ${report.location}.`,
  ];
}
