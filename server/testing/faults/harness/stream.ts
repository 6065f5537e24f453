/** A page with live figures: reads server-sent events and remembers the last one's id, as browsers do. */
export class LiveStream {
  lastEventId: string | null = null;
  /** The last event's data. */
  last = "";
  /** True once the server is gone. */
  cut = false;
  readonly #closing = new AbortController();

  static async open(url: string, input: object, lastEventId: string | null = null): Promise<LiveStream> {
    const stream = new LiveStream();
    const query = encodeURIComponent(JSON.stringify({ ...input, ...(lastEventId && { lastEventId }) }));
    const response = await fetch(`${url}/api/trpc/shop.stock.watch?input=${query}`, {
      headers: { accept: "text/event-stream" },
      signal: stream.#closing.signal,
    });
    if (!response.ok || !response.body) throw new Error(`the stream answers ${response.status}`);
    void stream.#read(response.body);
    return stream;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = "";
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream() as never) as AsyncIterable<string>) {
        text += chunk;
        const messages = text.split("\n\n");
        text = messages.pop() ?? "";
        for (const message of messages) this.#take(message);
      }
    } catch {
      // A cut stream ends with an error; what counts is that it has ended.
    }
    this.cut = true;
  }

  #take(message: string): void {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(message)?.[1];
    const data = field("data");
    const id = field("id");
    if (id === undefined || data === undefined) return;
    this.lastEventId = id;
    this.last = data;
  }

  close(): void {
    this.#closing.abort();
  }
}
