// The rules of the fichier des écritures comptables, written from the law and apart from what writes the file: article
// A47 A-1 of the Livre des procédures fiscales, VII (text files) and VIII (fields), and the tax office's own test program.

const fields = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "CompAuxNum",
  "CompAuxLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
  "Debit",
  "Credit",
  "EcritureLet",
  "DateLet",
  "ValidDate",
  "Montantdevise",
  "Idevise",
];
type Line = Record<string, string>;

function isDay(text: string): boolean {
  const [, y, m, d] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (!y) return false;
  const date = new Date(`${y}-${m}-${d}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === `${y}-${m}-${d}`;
}

const cents = (text: string): bigint => BigInt(text.replace(",", ""));

/** What a line says by itself. */
function* ofLine(line: Line, year: string): Generator<string> {
  const get = (field: string) => line[field] ?? "";
  for (const field of ["JournalCode", "JournalLib", "EcritureNum", "CompteLib", "PieceRef", "EcritureLib"]) {
    if (!get(field).trim()) yield `${field} is empty`;
  }
  for (const field of ["EcritureDate", "PieceDate", "ValidDate"]) if (!isDay(get(field))) yield `${field} is no day`;
  if (!get("EcritureDate").startsWith(year)) yield "EcritureDate is in another fiscal year";
  if (!/^\d{3}/.test(get("CompteNum"))) yield "CompteNum does not begin with three digits of the chart";
  if ((get("CompAuxNum") === "") !== (get("CompAuxLib") === "")) yield "CompAuxNum and CompAuxLib go together";
  for (const field of ["Debit", "Credit"]) if (!/^-?\d+,\d{2}$/.test(get(field))) yield `${field} is no amount`;
  if (/[1-9]/.test(get("Debit")) && /[1-9]/.test(get("Credit"))) yield "both sides of one line";
  if ((get("EcritureLet") === "") !== (get("DateLet") === "")) yield "EcritureLet and DateLet go together";
  if (get("DateLet") && !isDay(get("DateLet"))) yield "DateLet is no day";
  if ((get("Montantdevise") === "") !== (get("Idevise") === "")) yield "Montantdevise and Idevise go together";
}

/** A code has one name throughout. */
function* oneName(lines: readonly Line[], code: string, name: string): Generator<string> {
  const names = new Map<string, string>();
  for (const line of lines) {
    const known = names.get(line[code] ?? "");
    if (line[code] && known !== undefined && known !== line[name]) yield `${code} ${line[code]} has two names`;
    names.set(line[code] ?? "", line[name] ?? "");
  }
}

/** Entries balance, have one date and one document, and their numbers run without a gap per journal. */
function* ofEntries(lines: readonly Line[]): Generator<string> {
  const numbers = new Map<string, number[]>();
  for (const [number, entry] of Map.groupBy(lines, (line) => `${line.JournalCode} ${line.EcritureNum}`)) {
    const difference = entry.reduce((sum, line) => sum + cents(line.Debit ?? "0") - cents(line.Credit ?? "0"), 0n);
    if (difference !== 0n) yield `${number} does not balance`;
    if (new Set(entry.map((line) => `${line.EcritureDate} ${line.PieceRef} ${line.ValidDate}`)).size > 1) {
      yield `${number} has several dates or documents`;
    }
    const [journal = ""] = number.split(" ");
    numbers.set(journal, [...(numbers.get(journal) ?? []), Number(/(\d+)$/.exec(number)?.[1])]);
  }
  for (const [journal, found] of numbers) {
    if (found.some((n, i) => n !== i + 1)) yield `the numbers of ${journal} do not run from 1 without a gap`;
  }
}

/** Everything that is wrong with a file; nothing when the tax office would take it. */
export function fecProblems(filename: string, text: string): string[] {
  const [, year] = /^\d{9}FEC(\d{4})\d{4}\.txt$/.exec(filename) ?? [];
  if (!year) return [`${filename} is not named SirenFECAAAAMMJJ.txt`];
  const problems: string[] = [];
  const rows = text.split("\r\n");
  if (rows.pop() !== "") problems.push("the last line does not end");
  const [header, ...body] = rows.map((line) => line.split("\t"));
  if (header?.join() !== fields.join()) problems.push("the header does not name the 18 fields in order");
  const lines = body.map((cells): Line => Object.fromEntries(fields.map((field, i) => [field, cells[i] ?? ""])));
  body.forEach((cells, i) => {
    if (cells.length !== fields.length) problems.push(`line ${i + 2} has ${cells.length} fields`);
  });
  lines.forEach((line, i) => {
    for (const problem of ofLine(line, year)) problems.push(`line ${i + 2}: ${problem}`);
  });
  if (problems.length) return problems;
  return [
    ...oneName(lines, "JournalCode", "JournalLib"),
    ...oneName(lines, "CompteNum", "CompteLib"),
    ...oneName(lines, "CompAuxNum", "CompAuxLib"),
    ...ofEntries(lines),
  ];
}
