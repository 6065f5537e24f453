/** What a paper of the house says, before it is set in type: plain text in the reader's language, figures formatted. */
export type PdfDocument = {
  /** BCP 47: "fr", "en" */
  language: string;
  /** Of the file: "Facture FA-2026-00001" */
  title: string;
  author: string;
  /** When the paper was made: the same paper is the same file. */
  date: Date;
  brand: string;
  /** Beside the brand, small: who we are and how to reach us. */
  letterhead: readonly string[];
  heading: string;
  number: string;
  /** Below the heading, when something must not be overlooked: a draft, what a credit note corrects. */
  remark: string | null;
  facts: readonly { label: string; value: string }[];
  parties: readonly { title: string; lines: readonly string[] }[];
  table: PdfTable;
  totals: readonly { label: string; value: string; strong?: boolean }[];
  /** Small print below: payment terms, legal notices. */
  notices: readonly string[];
  /** At the foot of every page. */
  imprint: string;
  /** "Page 1 sur 3" */
  pageLabel(page: number, pages: number): string;
  /** At the foot of a table that goes on. */
  continued: string;
  /** The same for machines, carried within the file (Factur-X). */
  facturX?: { xml: string; description: string };
};

export type PdfColumn = {
  label: string;
  /** Share of the width. */
  width: number;
  align: "left" | "right";
};

/** A cell: text, text with a second line in small type, or an empty box to tick by hand. */
export type PdfCell = string | { text: string; small: string } | { box: true };

export type PdfTable = { columns: readonly PdfColumn[]; rows: readonly (readonly PdfCell[])[] };
