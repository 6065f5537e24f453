import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer on its way out. */
export type Answer = { status: number; headers: Record<string, string>; body: string };

const largestBody = 1024 * 1024;

/** The whole body as text; null when it is larger than a megabyte. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > largestBody) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export const jsonAnswer = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  body: JSON.stringify(body, null, 2),
});

export const redirectTo = (location: string): Answer => ({
  status: 303,
  headers: { location, "cache-control": "no-store" },
  body: "",
});

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, "content-length": String(Buffer.byteLength(answer.body)) });
  response.end(answer.body);
}
