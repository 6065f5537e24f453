// Text as people mark it up: "## heading", "- item", "> quote", "**strong**", "*emphasis*", "[words](/address)" and, alone on
// a line, "[[product-slug]]". It is read into a tree of plain values and drawn by a component: it never is HTML, so nothing
// in it can become script. Whatever looks like a tag is text.

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "emphasis"; children: Inline[] }
  | { kind: "link"; href: string; children: Inline[] };

export type TextBlock =
  | { kind: "heading"; level: 2 | 3; children: Inline[] }
  | { kind: "paragraph" | "quote"; children: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "products"; slugs: string[] };

/** An address that may be linked to: a path of this site, https, or a mailbox. Others ("javascript:", "//elsewhere") may not. */
export const isSafeHref = (href: string): boolean =>
  /^\/(?![/\\])[^\s\\]*$/.test(href) ||
  /^https:\/\/[^\s\\/@]+\.[^\s\\@]+$/.test(href) ||
  /^mailto:[^\s@]+@[^\s@]+$/.test(href);

const marks =
  /\[(?<words>[^\][\n]{1,200})\]\((?<href>[^()\s]{1,500})\)|\*\*(?<strong>[^*\n]{1,1000})\*\*|\*(?<emphasis>[^*\n]{1,1000})\*/g;

/** A line's text with its marks. A link that may not be followed is its words only. */
export function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  const say = (until: number) => {
    if (until > from) parts.push({ kind: "text", text: text.slice(from, until) });
  };
  for (const match of text.matchAll(marks)) {
    const { words, href, strong, emphasis } = match.groups ?? {};
    say(match.index);
    from = match.index + match[0].length;
    if (words !== undefined && href !== undefined) {
      const children = readInline(words);
      if (isSafeHref(href)) parts.push({ kind: "link", href, children });
      else parts.push(...children);
    } else if (strong !== undefined) parts.push({ kind: "strong", children: readInline(strong) });
    else if (emphasis !== undefined) parts.push({ kind: "emphasis", children: readInline(emphasis) });
  }
  say(text.length);
  return parts;
}

const productLine = /^\[\[([a-z0-9]+(?:-[a-z0-9]+)*)\]\]$/;
const starts = /^(?:(?<heading>#{2,3})|(?<quote>>)|(?<item>[-*•])|(?<number>\d{1,3}\.))\s+(?<rest>.+)$/;

type Line = { kind: "text" | "quote" | "item" | "number" | "product" | "h2" | "h3"; text: string };

function readLine(line: string): Line {
  const product = productLine.exec(line)?.[1];
  if (product) return { kind: "product", text: product };
  const { heading, quote, item, number, rest = line } = starts.exec(line)?.groups ?? {};
  if (heading) return { kind: heading.length === 2 ? "h2" : "h3", text: rest };
  return { kind: quote ? "quote" : item ? "item" : number ? "number" : "text", text: rest };
}

function toBlock(kind: Line["kind"], lines: readonly string[]): TextBlock {
  const children = () => readInline(lines.join(" "));
  switch (kind) {
    case "product":
      return { kind: "products", slugs: [...new Set(lines)] };
    case "item":
    case "number":
      return { kind: "list", ordered: kind === "number", items: lines.map(readInline) };
    case "h2":
    case "h3":
      return { kind: "heading", level: kind === "h2" ? 2 : 3, children: children() };
    case "quote":
      return { kind: "quote", children: children() };
    case "text":
      return { kind: "paragraph", children: children() };
  }
}

/** Marked-up text as a tree. An empty line parts paragraphs; lines of one kind that follow one another belong together. */
export function readMarkedText(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: { kind: Line["kind"]; lines: string[] } | undefined;
  const close = () => {
    if (open) blocks.push(toBlock(open.kind, open.lines));
    open = undefined;
  };
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === "") {
      close();
      continue;
    }
    const { kind, text: words } = readLine(line);
    const single = kind === "h2" || kind === "h3";
    if (open && (open.kind !== kind || single)) close();
    if (open) open.lines.push(words);
    else open = { kind, lines: [words] };
  }
  close();
  return blocks;
}

/** The products that a text shows, each once, in order. */
export const productsIn = (blocks: readonly TextBlock[]): string[] => [
  ...new Set(blocks.flatMap((block) => (block.kind === "products" ? block.slugs : []))),
];
