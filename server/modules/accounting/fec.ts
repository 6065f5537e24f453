import { exponentOf } from "#server/kernel/money.ts";

/** One line of the journal as exports read it. Days are YYYY-MM-DD. */
export type JournalRow = {
  journal: string;
  number: string;
  date: string;
  account: { code: string; name: string };
  partner: { id: string | null; name: string } | null;
  document: { ref: string; date: string };
  label: string;
  debitMinor: number;
  creditMinor: number;
  currency: string;
  letter: { code: string; date: string } | null;
  postedAt: Date;
};

/** The fields of the fichier des écritures comptables, in their order (article A47 A-1 of the Livre des procédures fiscales). */
export const fecFields = [
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
] as const;

/** Guests share one auxiliary account: the law wants a name beside every auxiliary number, and the same one each time. */
const guests = "DIVERS";

/** 123456789FEC20261231.txt: the house's SIREN and the last day of its fiscal year. */
export const fecFileName = (siren: string, year: number): string => `${siren.replaceAll(/\D/g, "")}FEC${year}1231.txt`;

export const fecHeader = `${fecFields.join("\t")}\r\n`;

/** Words in a column of their own. Opened in a spreadsheet, they are no formula either. */
const field = (text: string): string =>
  text
    .replaceAll(/[\t\r\n|]+/g, " ")
    .trim()
    .replace(/^(?=[=+\-@−＝＋－＠])(?!-?\d+(?:,\d+)?$)/u, "'");
const fecDate = (day: string): string => day.replaceAll("-", "");

/** Minor units with a decimal comma and no separators: 123456 EUR → 1234,56. */
export function decimalComma(minor: number, currency: string): string {
  const digits = exponentOf(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)},${text.slice(-digits)}`;
}

/**
 * One line of the file. Amounts are in euros, the currency of French books: the two foreign-currency fields stay empty.
 * `words` gives the journals' and the guests' names, `validOn` the business day of posting.
 */
export function fecLine(
  row: JournalRow,
  words: { journal: (code: string) => string; guests: string },
  validOn: string,
): string {
  const { partner, letter } = row;
  const auxiliary = partner ? (partner.id ? [partner.id, partner.name] : [guests, words.guests]) : ["", ""];
  const cells = [
    row.journal,
    words.journal(row.journal),
    row.number,
    fecDate(row.date),
    row.account.code,
    row.account.name,
    ...auxiliary,
    row.document.ref,
    fecDate(row.document.date),
    row.label,
    decimalComma(row.debitMinor, row.currency),
    decimalComma(row.creditMinor, row.currency),
    letter?.code ?? "",
    letter ? fecDate(letter.date) : "",
    fecDate(validOn),
    "",
    "",
  ];
  return `${cells.map(field).join("\t")}\r\n`;
}
