// Small files in Shopify's format for tests, written for them.
const header = [
  "Handle",
  "Title",
  "Body (HTML)",
  "Vendor",
  "Type",
  "Tags",
  "Published",
  "Option1 Name",
  "Option1 Value",
  "Option2 Name",
  "Option2 Value",
  "Variant SKU",
  "Variant Grams",
  "Variant Inventory Qty",
  "Variant Price",
  "Variant Compare At Price",
  "Variant Barcode",
  "Image Src",
  "Image Position",
  "Image Alt Text",
  "Variant Image",
  "Status",
  "SEO Title",
] as const;

export type Cells = Partial<Record<(typeof header)[number], string>>;

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A file with these rows. `columns` leaves some out or orders them otherwise. */
export function csv(rows: readonly Cells[], columns: readonly (typeof header)[number][] = header): string {
  const lines = rows.map((row) => columns.map((column) => quote(row[column] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

/** One product with two options, three variants, three pictures and a description over several lines. */
export const lamp: Cells[] = [
  {
    Handle: "lampe-sillage",
    Title: "Lampe Sillage",
    "Body (HTML)": '<p>Une lampe, "à poser".</p>\n<ul><li>Laiton</li>\n<li>Verre</li></ul><script>alert(1)</script>',
    Vendor: "Atelier Nord",
    Type: "Lampes",
    Tags: "lampe, Laiton, lampe",
    Published: "true",
    "Option1 Name": "Taille",
    "Option1 Value": "S",
    "Option2 Name": "Couleur",
    "Option2 Value": "Écru / Sable",
    "Variant SKU": "NORD-SIL-S",
    "Variant Grams": "1200",
    "Variant Inventory Qty": "5",
    "Variant Price": "89.00",
    "Variant Compare At Price": "99",
    "Variant Barcode": "4006381333931",
    "Image Src": "https://images.example/sillage-2.jpg",
    "Image Position": "2",
    "Image Alt Text": "La lampe de côté",
    "SEO Title": "Lampe",
  },
  {
    Handle: "lampe-sillage",
    "Option1 Value": "M",
    "Option2 Value": "Écru / Sable",
    "Variant Grams": "1500",
    "Variant Inventory Qty": "3",
    "Variant Price": "109",
    "Image Src": "https://images.example/sillage-1.jpg",
    "Image Position": "1",
    "Variant Image": "https://images.example/sillage-m.jpg",
  },
  {
    Handle: "lampe-sillage",
    "Option1 Value": "M",
    "Option2 Value": "Noir",
    "Variant Grams": "1500",
    "Variant Inventory Qty": "0",
    "Variant Price": "109",
  },
];

/** A product without options, SKU, picture or stock. */
export const candle: Cells[] = [
  {
    Handle: "bougie",
    Title: "Bougie",
    Published: "false",
    "Option1 Name": "Title",
    "Option1 Value": "Default Title",
    "Variant Price": "12.50",
  },
];

export const allColumns: readonly (typeof header)[number][] = header;
