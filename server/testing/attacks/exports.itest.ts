// Line 17 of the attack list, over every file that goes into a spreadsheet: whatever people wrote into names, labels and
// references, no cell of it is a formula.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#server/access/actor.ts";
import { serveExport } from "#server/api/exports.ts";
import { draftInvoice } from "#server/flows/invoice-order/draft-invoice.ts";
import { postInvoice } from "#server/flows/invoice-order/post-invoice.ts";
import { bySystem } from "#server/platform/audit.ts";
import { db } from "#server/platform/db.ts";
import { type Somebody, somebody } from "../company-members.ts";

import { makeOrder } from "../order-fixture.ts";
import { orderOnAccount } from "../order-on-account.ts";
import { runJobs } from "../run-jobs.ts";
import { unzip } from "../unzip.ts";
import { openAttackedShop } from "./attacked-shop.ts";
import { Attacker } from "./attacker.ts";

openAttackedShop();

const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "Roy,=1+1", "Roy;@x", "Roy\n=1"];
/** What people write, and where it stands. */
const written: [table: string, column: string, value: string][] = [
  ["journal_entry", "document_ref", "$1"],
  ["journal_entry", "label", "$1"],
  ["journal_line", "label", "$1"],
  ["journal_line", "partner_name", "CASE WHEN partner_name IS NULL THEN NULL ELSE $1 END"],
  ["partner", "name", "$1"],
  ["account", "name", "jsonb_build_object('fr', $1::text, 'en', $1::text)"],
  ["address", "recipient", "$1"],
  ["address", "line1", "$1"],
  ["app_user", "name", "$1"],
  ["sales_order", "note", "$1"],
  ["sales_order_line", "name", "$1"],
];

let actor: Actor;
let customer: Somebody;
beforeAll(async () => {
  actor = await (await Attacker.staff("admin")).actor();
  customer = await somebody();
  const { partnerId } = await db().user.findUniqueOrThrow({ where: { id: customer.userId } });
  const order = await makeOrder({ userId: customer.userId, partnerId, email: customer.email });
  await postInvoice((await draftInvoice(order.id)) ?? "", bySystem);
  if (partnerId) await orderOnAccount({ partnerId });
});

async function poison(formula: string): Promise<void> {
  await db().$transaction(async (tx) => {
    // Posted entries do not change: as if each of them had been posted like this.
    await tx.$executeRawUnsafe("SET LOCAL session_replication_role = replica");
    for (const [table, column, value] of written) {
      await tx.$executeRawUnsafe(`UPDATE "${table}" SET "${column}" = ${value}`, formula);
    }
  });
}

const open = async (at: string, by: Actor) => {
  await db().rateLimit.deleteMany();
  const request = new Request(`http://shop.example/api/exports/${at}`);
  return serveExport((at.split("?")[0] ?? "").split("/"), request, async () => by);
};
const isFigure = (cell: string) => /^-?\d+(,\d+)?$/.test(cell);
const running = (cells: readonly string[]) =>
  cells.filter((cell) => /^\s*[=+\-@]/.test(cell.replace(/^"/, "")) && !isFigure(cell));

/** Cells of a file as a French and as an English spreadsheet cut them. */
function cellsOf(text: string): string[] {
  const loose = { relax_quotes: true, relax_column_count: true, skip_empty_lines: true, bom: true };
  return [";", ","].flatMap((delimiter) =>
    (parse(text, { ...loose, delimiter, quote: delimiter === ";" ? '"' : null }) as string[][]).flat(),
  );
}

const period = "from=2020-01-01&until=2030-12-31";

describe("line 17: a spreadsheet of what people wrote", () => {
  it("is made by these alone", () => {
    const root = path.resolve(import.meta.dirname, "../../..");
    const makers = globSync("{server,app}/**/*.{ts,tsx}", { cwd: root })
      .filter((file) => !/\.i?test\.ts$|^server[\\/](kernel|generated|testing)/.test(file))
      .filter((file) => /csvRow|text\/csv|text\/tab-sep/.test(readFileSync(path.join(root, file), "utf8")));
    expect(makers.map((file) => path.basename(file)).sort()).toEqual([
      "export-aged-balance.ts",
      "export-books.ts",
      "gather-person.ts",
      "statement-paper.ts",
    ]);
  });

  it.each(formulas)("holds %j as text, in every export", async (formula) => {
    await poison(formula);
    const { partnerId = "" } = await customer.actor();
    const exports: [string, Actor][] = [
      [`accounting/journal?${period}`, actor],
      [`accounting/balance?${period}`, actor],
      ["accounting/aged", actor],
      [`account/statement?${period}`, await customer.actor()],
      [`customers/${partnerId}/statement?${period}`, actor],
    ];
    for (const [at, by] of exports) {
      const answer = await open(at, by);
      const text = await answer.text();
      expect(answer.status, at).toBe(200);
      expect(running(cellsOf(text)), at).toEqual([]);
      // The words are there, and not only where they do no harm.
      expect(text, at).toContain(formula.trim().slice(-2));
    }
    const year = await db().journalEntry.findFirstOrThrow({ orderBy: { date: "desc" } });
    const fec = await (await open(`accounting/fec/${year.fiscalYear}`, actor)).text();
    const rows = fec.replace(/\r\n$/, "").split("\r\n");
    expect(new Set(rows.map((row) => row.split("\t").length))).toEqual(new Set([18]));
    expect(running(rows.flatMap((row) => row.split("\t")))).toEqual([]);
  });

  it("holds them as text in the copy of somebody's data", async () => {
    await poison("=1+1");
    expect((await customer.mutate("account.privacy.askCopy")).status).toBe(200);
    await runJobs();
    const { id } = await db().dataRequest.findFirstOrThrow({ orderBy: { id: "desc" } });
    const answer = await open(`account/data/${id}`, await customer.actor());
    expect(answer.status).toBe(200);
    const files = Object.entries(unzip(Buffer.from(await answer.arrayBuffer()))).filter(([name]) =>
      name.endsWith(".csv"),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const [name, text] of files) expect(running(cellsOf(text)), name).toEqual([]);
    expect(files.join()).toContain("'=1+1");
  });
});
