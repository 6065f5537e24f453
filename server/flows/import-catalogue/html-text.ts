import sanitizeHtml from "sanitize-html";

const blocks = ["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "blockquote", "section"];

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

/**
 * The text of a product description: paragraphs apart by an empty line, list items behind bullets. Scripts, styles,
 * comments and every attribute are gone; what is left is plain text and must be shown as such. Text without any tag
 * keeps its own line breaks.
 */
export function htmlToText(html: string): string {
  const isHtml = /<[a-z!/][^>]*>/i.test(html);
  const clean = sanitizeHtml(isHtml ? html.replace(/\s+/g, " ") : html, {
    allowedTags: [...blocks, "br", "li", "td", "th"],
    allowedAttributes: {},
    nonTextTags: ["script", "style", "textarea", "option", "noscript", "iframe", "object", "template", "title", "head"],
  });
  return clean
    .replace(/<br\s*\/?>/g, "\n")
    .replace(/<li>/g, "\n• ")
    .replace(/<t[dh]>/g, "")
    .replace(/<\/t[dh]>/g, " ")
    .replace(/<\/tr>/g, "\n")
    .replace(/<\/?(?!tr)[a-z][a-z0-9]*>/g, (tag) => (tag === "</li>" ? "" : "\n\n"))
    .replace(/<\/?[a-z][a-z0-9]*\s*\/?>/g, "")
    .replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ *\r?\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/\n\n(?=• )/g, "\n")
    .trim();
}
