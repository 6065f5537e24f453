// Writes down what a real Meilisearch answers, so that our stand-in can be held against it where none can be installed.
// Names, numbers and times that differ from run to run are made the same.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One request and what was answered. Of a write, `task` says what became of it. */
export type Exchange = {
  /** Whose key was presented. */
  as: string;
  method: string;
  path: string;
  body: unknown;
  status: number;
  answer: unknown;
  task?: { status: string; code: string | null };
};

type Tasked = { taskUid?: number; uid?: number; status?: string; error?: { code: string } | null };

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

const parsed = (text: string): unknown => (text ? JSON.parse(text) : null);

/** What a rebuild calls its index, numbered in the order of their making. */
const rebuilds = /(comptoir_products_v\d+)_[0-9a-z]+_[0-9a-f]{8}/g;

/**
 * A Meilisearch in front of another: hands everything on and writes it down. `holders` names the keys that are presented.
 */
export async function recordMeilisearch(target: string, holders: ReadonlyMap<string, string>) {
  const exchanges: Exchange[] = [];
  const writes = new Map<number, Exchange>();
  const names = new Map<string, string>();
  const steady = (text: string): string =>
    text.replace(rebuilds, (name, stem) => {
      const known = names.get(name) ?? `${stem}_rebuild_${names.size + 1}`;
      names.set(name, known);
      return known;
    });

  const keep = (exchange: Exchange) => {
    const { taskUid } = (exchange.answer ?? {}) as Tasked;
    const task = exchange.method === "GET" && exchange.path.startsWith("/tasks/") ? (exchange.answer as Tasked) : null;
    if (task) {
      const write = writes.get(task.uid ?? -1);
      if (write && task.status) write.task = { status: task.status, code: task.error?.code ?? null };
      return;
    }
    if (taskUid !== undefined) writes.set(taskUid, exchange);
    // A question that is asked until the answer is right is written down once.
    const last = exchanges.at(-1);
    const same = last && exchange.method !== "PATCH" && last.path === exchange.path && taskUid === undefined;
    if (same && JSON.stringify(last.body) === JSON.stringify(exchange.body)) exchanges.pop();
    exchanges.push(exchange);
  };

  const server = createServer(async (request, response) => {
    const text = await textOf(request);
    const method = request.method ?? "GET";
    const path = request.url ?? "/";
    const { authorization = "", "content-type": type } = request.headers;
    const answer = await fetch(`${target}${path}`, {
      method,
      headers: { ...(authorization && { authorization }), ...(type && { "content-type": type }) },
      ...(text && { body: text }),
    });
    const said = await answer.text();
    const as = holders.get(authorization.replace(/^Bearer /, "")) ?? "somebody";
    keep({
      as,
      method,
      path: steady(path),
      body: parsed(steady(text)),
      status: answer.status,
      answer: parsed(steady(said)),
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(said);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    /** One line for each exchange, after one that tells the server's version. */
    async text(): Promise<string> {
      const admin = [...holders].find(([, name]) => name === "admin")?.[0] ?? "";
      const version = await fetch(`${target}/version`, { headers: { authorization: `Bearer ${admin}` } });
      return `${[await version.json(), ...exchanges].map((line) => JSON.stringify(line)).join("\n")}\n`;
    },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
