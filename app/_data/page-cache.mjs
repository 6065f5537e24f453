// Where Next keeps pages made while running: in memory, beside those the build left on disk. Its own way is to write
// them into `.next`, where they would outlive the database they were made from and be served over another one.
// `isrFlushToDisk: false` says the same, but also stops the disk cache of scaled pictures.
import { createRequire } from "node:module";
import { withLateScripts } from "./late-scripts.mjs";
import { wholeHtml } from "./whole-html.mjs";

// Internal to Next: look at it at every upgrade (e2e visits pages twice and would find them missing).
const { default: FileSystemCache } = createRequire(import.meta.url)(
  "next/dist/server/lib/incremental-cache/file-system-cache",
);

const building = process.env.NEXT_PHASE === "phase-production-build";

const opened = Date.now();
/** Kept pages that are already put together, their scripts put off. */
const ready = new WeakSet();

/**
 * The header that asks for the fonts beside the style sheet, the same for every page. Next writes it with the shell of many
 * pages and forgets it when it completes one of them.
 */
let fonts = "";

export default class PageCache extends FileSystemCache {
  constructor(context) {
    super({ ...context, flushToDisk: building && context.flushToDisk });
  }

  async get(...[key, context]) {
    const page = await super.get(key, context);
    const { kind, html, postponed, headers } = page?.value ?? {};
    if (building || kind !== "APP_PAGE") return page;
    // What the build left with holes counts as missing: it is made anew with the rows that the build did not have.
    const shellOfMany = context.isFallback || key.includes("[");
    if (postponed && !shellOfMany && page.lastModified < opened) return null;
    if (headers?.link)
      fonts ||= headers.link
        .split(/, (?=<)/)
        .filter((link) => link.includes('as="font"'))
        .join(", ");
    else if (headers && fonts) headers.link = fonts;
    if (typeof html === "string" && !ready.has(page.value)) {
      page.value.html = withLateScripts(wholeHtml(html));
      ready.add(page.value);
    }
    return page;
  }
}
