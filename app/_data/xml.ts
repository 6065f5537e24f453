import { AsyncLocalStorage } from "node:async_hooks";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Text as XML 1.0 may hold it: escaped, without the control characters that no escape makes legal. */
export const xmlText = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll(/[&<>"']/g, (c) => entities[c] ?? c);

/** An element with text, or nothing when there is none to tell. */
export const element = (name: string, text: string | number | null | undefined): string =>
  text === null || text === undefined || text === "" ? "" : `<${name}>${xmlText(String(text))}</${name}>`;

/** An XML document sent as it is written: what has not been asked for has not been read. */
export function xmlStream(chunks: AsyncGenerator<string>, maxAge: number): Response {
  const encoder = new TextEncoder();
  // Whoever reads the stream asks from outside the request, which cached reads need to know.
  const inRequest = AsyncLocalStorage.snapshot();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await inRequest(() => chunks.next());
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/xml; charset=utf-8",
      "cache-control": `public, max-age=${maxAge}, stale-while-revalidate=${maxAge}`,
    },
  });
}
