import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { createElement as h, type ReactNode, Suspense, use } from "react";
import { renderToPipeableStream, renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { wholeHtml } from "./whole-html.mjs";

/** As React sends it while parts come late, each after its own time. */
async function streamed(page: ReactNode): Promise<string> {
  const out = new PassThrough();
  const { pipe } = renderToPipeableStream(page, { onShellReady: () => pipe(out), progressiveChunkSize: 1 });
  return text(out);
}

const later = <T>(value: T, ms: number) => new Promise<T>((done) => setTimeout(() => done(value), ms));
const Late = ({ content }: { content: Promise<ReactNode> }) => use(content);
const part = (content: ReactNode, ms: number) => {
  const fallback = h("div", { className: "skeleton" }, h("div", null, "…"));
  return h(Suspense, { fallback }, h(Late, { content: later(content, ms) }));
};
const words = (html: string) => html.replaceAll(/<!--.*?-->/g, "");

const odd = `$& $1 </div> <!--/$--> <div> $RC("B:0","S:0") </script>`;
const raw = (__html: string) => ({ dangerouslySetInnerHTML: { __html } });
const inner = (ms: number) =>
  h("section", null, h("div", { title: odd }, odd), part(h("p", null, "deep"), ms), h("script", raw("'</div>'")));
const content = (a: ReactNode, b: ReactNode, c: ReactNode) =>
  h("main", null, h("header", null, a), h("div", null, "between"), b, h("ul", null, h("li", null, c)));

test.each([
  ["in their order", 10, 20, 30],
  ["the other way round", 30, 20, 10],
  ["all together", 10, 10, 10],
])("a page whose parts came late, %s, is as one that was made at once", async (_, first, second, third) => {
  const html = await streamed(
    content(part(h("b", null, "a"), first), part(inner(second), second), part([h("i", { key: 1 }), odd], third)),
  );
  expect(html).toContain("$RC(");
  const whole = wholeHtml(html);
  expect(whole).not.toContain('$RC("B');
  expect(whole).not.toContain('$RS("S');
  expect(whole).not.toContain("skeleton");
  const plain = (content: ReactNode) => h(Suspense, null, content);
  const atOnce = content(
    plain(h("b", null, "a")),
    plain(h("section", null, h("div", { title: odd }, odd), plain(h("p", null, "deep")), h("script", raw("'</div>'")))),
    plain([h("i", { key: 1 }), odd]),
  );
  expect(words(whole.replaceAll(/<script>(\$R|requestAnimationFrame)[\s\S]*?<\/script>/g, ""))).toBe(
    words(renderToStaticMarkup(atOnce)),
  );
});

test("a part that is not there yet keeps its place, and what does not end is left alone", () => {
  const shell = '<main><!--$?--><template id="B:0"></template><i></i><!--/$--></main>';
  expect(wholeHtml(shell)).toBe(shell);
  const cut = `${shell}<div hidden id="S:0"><div>x</div><script>$RC("B:0","S:0")</script>`;
  expect(wholeHtml(cut)).toBe(cut);
  const nowhere = '<div hidden id="S:1">x</div><script>$RC("B:1","S:1")</script>';
  expect(wholeHtml(nowhere)).toBe(nowhere);
});
