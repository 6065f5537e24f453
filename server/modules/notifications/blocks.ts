/** A mail is a short list of blocks, drawn twice: as HTML with inline styles and as plain text. */
export type LineItem = { name: string; detail?: string | null; amount?: string | null; imageUrl?: string | null };
export type Block =
  | { kind: "text"; text: string; muted?: boolean }
  | { kind: "heading"; text: string }
  | { kind: "button"; label: string; url: string; fallback: string }
  | { kind: "link"; label: string; url: string }
  | { kind: "lines"; caption: string; lines: readonly LineItem[] }
  | { kind: "totals"; rows: readonly { label: string; amount: string; strong?: boolean; muted?: boolean }[] }
  | { kind: "columns"; columns: readonly { title: string; lines: readonly string[] }[] };

export type Letter = {
  locale: string;
  subject: string;
  title: string;
  blocks: readonly Block[];
  brand: string;
  homeUrl: string;
  /** Where one click stops more of its kind, for mails that the reader did not just cause. */
  stopUrl?: string;
  footer: readonly string[];
};

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c] ?? c);
/** Only web addresses become links, whatever data they were built from. */
const href = (url: string): string => (/^https?:\/\//.test(url) ? escapeHtml(url) : "#");

const ink = "#1f1b16";
const muted = "#635c51";
const line = "#ddd6ca";
const sans = "'Instrument Sans','Hanken Grotesk','Helvetica Neue',Arial,sans-serif";
const serif = "'Instrument Serif',Newsreader,'Iowan Old Style',Georgia,serif";
const cell = (extra: string) => `padding:12px 0;border-top:1px solid ${line};vertical-align:top;${extra}`;

function drawLines(block: Extract<Block, { kind: "lines" }>): string {
  const pictures = block.lines.some((item) => item.imageUrl);
  const rows = block.lines.map((item) => {
    const picture = !pictures
      ? ""
      : `<td style="${cell("width:64px;padding-right:14px;")}">${
          item.imageUrl
            ? `<img src="${href(item.imageUrl)}" width="64" height="64" alt="" style="display:block;background:#efece6;object-fit:cover">`
            : ""
        }</td>`;
    const detail = item.detail ? `<div style="color:${muted};font-size:14px">${escapeHtml(item.detail)}</div>` : "";
    const amount = item.amount
      ? `<td style="${cell("text-align:right;white-space:nowrap;padding-left:14px;font-variant-numeric:tabular-nums;")}">${escapeHtml(item.amount)}</td>`
      : "";
    return `<tr>${picture}<td style="${cell("")}"><div>${escapeHtml(item.name)}</div>${detail}</td>${amount}</tr>`;
  });
  return `<table style="width:100%;border-collapse:collapse;margin:0 0 20px"><caption style="text-align:left;font-size:14px;font-weight:600;padding:0 0 10px">${escapeHtml(block.caption)}</caption><tbody>${rows.join("")}</tbody></table>`;
}

function drawBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return `<p style="margin:0 0 18px${block.muted ? `;color:${muted};font-size:14px` : ""}">${escapeHtml(block.text)}</p>`;
    case "heading":
      return `<h2 style="margin:28px 0 10px;font:400 24px/1.15 ${serif}">${escapeHtml(block.text)}</h2>`;
    case "button":
      return `<p style="margin:26px 0 14px"><a href="${href(block.url)}" style="display:inline-block;background:#1f4d3a;color:#fbf9f6;text-decoration:none;font-weight:600;padding:14px 26px;border-radius:3px">${escapeHtml(block.label)}</a></p><p style="margin:0 0 22px;color:${muted};font-size:13px;word-break:break-all">${escapeHtml(block.fallback)}<br><a href="${href(block.url)}" style="color:${muted}">${escapeHtml(block.url)}</a></p>`;
    case "link":
      return `<p style="margin:0 0 20px"><a href="${href(block.url)}" style="color:${ink}">${escapeHtml(block.label)}</a></p>`;
    case "lines":
      return drawLines(block);
    case "totals":
      return `<table style="width:100%;border-collapse:collapse;margin:0 0 24px;border-top:1px solid ${line}"><tbody>${block.rows
        .map(
          (row) =>
            `<tr style="${row.strong ? "font-weight:600;font-size:18px" : row.muted ? `color:${muted};font-size:14px` : ""}"><th scope="row" style="text-align:left;font-weight:inherit;padding:8px 0 0">${escapeHtml(row.label)}</th><td style="text-align:right;padding:8px 0 0;white-space:nowrap;font-variant-numeric:tabular-nums">${escapeHtml(row.amount)}</td></tr>`,
        )
        .join("")}</tbody></table>`;
    case "columns":
      return `<table role="presentation" style="width:100%;border-collapse:collapse;margin:0 0 20px;border-top:1px solid ${line}"><tbody><tr>${block.columns
        .map(
          (column) =>
            `<td style="vertical-align:top;padding:14px 14px 0 0;font-size:15px"><strong style="font-size:14px">${escapeHtml(column.title)}</strong><br>${column.lines.map(escapeHtml).join("<br>")}</td>`,
        )
        .join("")}</tr></tbody></table>`;
  }
}

/** The HTML of a letter: one column of 560 px that folds on a phone, no script, no remote style. */
export function toHtml(letter: Letter): string {
  const preview = letter.blocks.find((b) => b.kind === "text")?.text ?? "";
  return `<!doctype html><html lang="${escapeHtml(letter.locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><meta name="referrer" content="no-referrer"><title>${escapeHtml(letter.subject)}</title></head><body style="margin:0;background:#f6f3ee;color:${ink};font:16px/1.55 ${sans}"><div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div><div style="max-width:560px;margin:0 auto;padding:36px 20px 44px"><p style="margin:0 0 34px;font:400 22px/1 ${serif}"><a href="${href(letter.homeUrl)}" style="color:${ink};text-decoration:none">${escapeHtml(letter.brand)}</a></p><h1 style="margin:0 0 18px;font:400 38px/1.06 ${serif};letter-spacing:-.012em">${escapeHtml(letter.title)}</h1>${letter.blocks.map(drawBlock).join("")}<div style="margin-top:36px;padding-top:16px;border-top:1px solid ${line};color:${muted};font-size:13px">${letter.footer.map((text) => `<p style="margin:0 0 8px">${escapeHtml(text)}</p>`).join("")}</div></div></body></html>`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return block.text;
    case "heading":
      return `${block.text}\n${"-".repeat(block.text.length)}`;
    case "button":
    case "link":
      return `${block.label}:\n${block.url}`;
    case "lines":
      return [
        `${block.caption}:`,
        ...block.lines.map((item) => `- ${[item.name, item.detail, item.amount].filter(Boolean).join(", ")}`),
      ].join("\n");
    case "totals":
      return block.rows.map((row) => `${row.label}: ${row.amount}`).join("\n");
    case "columns":
      return block.columns.map((column) => `${column.title}:\n${column.lines.join("\n")}`).join("\n\n");
  }
}

/** The same letter as plain text. */
export function toText(letter: Letter): string {
  const title = `${letter.title}\n${"=".repeat(letter.title.length)}`;
  return [letter.brand, title, ...letter.blocks.map(writeBlock), "--", ...letter.footer].join("\n\n");
}
