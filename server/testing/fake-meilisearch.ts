// A stand-in for Meilisearch where none can be installed: the routes, tasks, refusals and search semantics that our
// adapter relies on, written from Meilisearch's reference (https://www.meilisearch.com/docs/reference/api/overview).
// The contract suite runs against it, and against a real one when TEST_MEILISEARCH_URL names it.
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Settings } from "meilisearch";
import { matchesFilter } from "./fake-meilisearch-filter.ts";
import { type FakeDocument, type Index, type Query, Refusal, search } from "./fake-meilisearch-search.ts";

type Page = { fields?: string[]; offset?: number; limit?: number };

/** A page of whole documents, or of some fields of them: what may be displayed limits searches only. */
function pageOf(documents: readonly FakeDocument[], { fields, offset = 0, limit = 20 }: Page) {
  const results = documents.slice(offset, offset + limit).map((document) => {
    const shown = Object.entries(document).filter(([field]) => !fields || fields.includes(field));
    return Object.fromEntries(shown);
  });
  return { results, offset, limit, total: documents.length };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : undefined;
}

type FakeKey = { uid: string; key: string; actions: string[]; indexes: string[] };

/** Whether a pattern such as "products_*" names an index. */
const covers = (pattern: string, uid: string): boolean =>
  pattern === uid || (pattern.endsWith("*") && uid.startsWith(pattern.slice(0, -1)));

/**
 * Starts the stand-in on a free port. The master key may do everything; other keys are made with it, and may do what they
 * were made for in the indexes that they name.
 */
export async function startFakeMeilisearch(master: string) {
  const keys = new Map<string, FakeKey>();
  const indexes = new Map<string, Index>();
  type Task = {
    uid: number;
    indexUid: string | null;
    type: string;
    status: "succeeded" | "failed";
    error: object | null;
  };
  const tasks: Task[] = [];
  const requests: string[] = [];
  /** Keys that were presented, as headers carry them. */
  const presented = new Set<string>();

  const indexOf = (uid = ""): Index => {
    const index = indexes.get(uid);
    if (!index) throw new Refusal(404, "index_not_found");
    return index;
  };
  /** Writes are tasks: their failure shows in the task, not in the answer. */
  const enqueue = (type: string, indexUid: string | null, work: () => void) => {
    let error: object | null = null;
    try {
      work();
    } catch (refusal) {
      error = { code: (refusal as Refusal).code, message: (refusal as Error).message };
    }
    const uid = tasks.push({ uid: tasks.length, indexUid, type, status: error ? "failed" : "succeeded", error }) - 1;
    return { taskUid: uid, indexUid, status: "enqueued", type, enqueuedAt: new Date().toISOString() };
  };
  const statsOf = (index: Index) => ({
    numberOfDocuments: index.documents.size,
    isIndexing: false,
    fieldDistribution: {},
  });

  type Work = (id: string, body: never, presented: string) => unknown;
  const keyBehind = (presented: string) => [...keys.values()].find((one) => presented === `Bearer ${one.key}`);
  const routes: [action: string, method: string, path: RegExp, work: Work][] = [
    [
      "stats.get",
      "GET",
      /^\/stats$/,
      () => ({ indexes: Object.fromEntries([...indexes].map(([uid, i]) => [uid, statsOf(i)])) }),
    ],
    [
      "tasks.get",
      "GET",
      /^\/tasks\/(\d+)$/,
      (id, _, presented) => {
        const task = tasks[Number(id)];
        // What belongs to no one index is shown to nobody who is kept to some.
        const kept = presented !== `Bearer ${master}` && !keyBehind(presented)?.indexes.includes("*");
        if (!task || (kept && task.indexUid === null)) throw new Refusal(404, "task_not_found");
        return { ...task, details: {} };
      },
    ],
    [
      "indexes.get",
      "GET",
      /^\/indexes\/([^/]+)$/,
      (uid) => ({ uid, primaryKey: "id", createdAt: indexOf(uid).createdAt, updatedAt: indexOf(uid).createdAt }),
    ],
    ["stats.get", "GET", /^\/indexes\/([^/]+)\/stats$/, (uid) => statsOf(indexOf(uid))],
    [
      "indexes.create",
      "POST",
      /^\/indexes$/,
      (_, body: { uid: string }) =>
        enqueue("indexCreation", body.uid, () => {
          if (indexes.has(body.uid)) throw new Refusal(409, "index_already_exists");
          const createdAt = new Date(Date.now() + indexes.size).toISOString();
          indexes.set(body.uid, { createdAt, settings: {}, documents: new Map() });
        }),
    ],
    [
      "indexes.delete",
      "DELETE",
      /^\/indexes\/([^/]+)$/,
      (uid) => enqueue("indexDeletion", uid, () => indexOf(uid) && indexes.delete(uid)),
    ],
    ["settings.get", "GET", /^\/indexes\/([^/]+)\/settings$/, (uid) => indexOf(uid).settings],
    [
      "documents.delete",
      "DELETE",
      /^\/indexes\/([^/]+)\/documents$/,
      (uid) => enqueue("documentDeletion", uid, () => indexOf(uid).documents.clear()),
    ],
    [
      "settings.update",
      "PATCH",
      /^\/indexes\/([^/]+)\/settings$/,
      (uid, body: Settings) => enqueue("settingsUpdate", uid, () => Object.assign(indexOf(uid).settings, body)),
    ],
    [
      "documents.add",
      "POST",
      /^\/indexes\/([^/]+)\/documents$/,
      (uid, body: FakeDocument[]) =>
        enqueue("documentAdditionOrUpdate", uid, () => {
          for (const document of body) {
            if (!/^[\w-]{1,511}$/.test(document.id)) throw new Refusal(400, "invalid_document_id");
            indexOf(uid).documents.set(document.id, document);
          }
        }),
    ],
    [
      "documents.get",
      "GET",
      /^\/indexes\/([^/]+)\/documents$/,
      (uid, asked: Record<string, string>) =>
        pageOf([...indexOf(uid).documents.values()], {
          ...(asked.fields && { fields: asked.fields.split(",") }),
          offset: Number(asked.offset ?? 0),
          limit: Number(asked.limit ?? 20),
        }),
    ],
    [
      "documents.get",
      "POST",
      /^\/indexes\/([^/]+)\/documents\/fetch$/,
      (uid, body: Page & { filter?: string }) => {
        const index = indexOf(uid);
        const { filter } = body;
        const kept = [...index.documents.values()].filter(
          (d) => !filter || matchesFilter(filter, d, index.settings.filterableAttributes ?? []),
        );
        return pageOf(kept, body);
      },
    ],
    [
      "documents.delete",
      "POST",
      /^\/indexes\/([^/]+)\/documents\/delete-batch$/,
      (uid, body: string[]) =>
        enqueue("documentDeletion", uid, () => {
          for (const id of body) indexOf(uid).documents.delete(id);
        }),
    ],
    [
      "indexes.swap",
      "POST",
      /^\/swap-indexes$/,
      (_, body: { indexes: [string, string] }[]) =>
        enqueue("indexSwap", null, () => {
          for (const {
            indexes: [a, b],
          } of body) {
            const [first, second] = [indexOf(a), indexOf(b)];
            indexes.set(a, second).set(b, first);
          }
        }),
    ],
    [
      "search",
      "POST",
      /^\/multi-search$/,
      (_, body: { queries: Query[] }) => ({ results: body.queries.map((q) => search(indexOf(q.indexUid), q)) }),
    ],
    ["keys.get", "GET", /^\/keys\/([^/]+)$/, (uid) => keyOf(uid)],
    ["keys.delete", "DELETE", /^\/keys\/([^/]+)$/, (uid) => keys.delete(keyOf(uid).uid)],
    [
      "keys.create",
      "POST",
      /^\/keys$/,
      (_, body: Omit<FakeKey, "key">) => {
        if (keys.has(body.uid)) throw new Refusal(409, "api_key_already_exists");
        const made = { ...body, key: createHmac("sha256", master).update(body.uid).digest("hex") };
        keys.set(body.uid, made);
        return made;
      },
    ],
  ];
  const keyOf = (uid: string): FakeKey => {
    const key = keys.get(uid);
    if (!key) throw new Refusal(404, "api_key_not_found");
    return key;
  };
  /** The indexes that a request is about: named by its path, or by what it carries. */
  const namedBy = (id: string, path: string, body: unknown): string[] => {
    if (path.startsWith("/indexes/")) return [id];
    const of = body as { uid?: string; queries?: Query[] } | { indexes: string[] }[] | undefined;
    if (Array.isArray(of)) return of.flatMap(({ indexes: pair }) => pair);
    return path === "/indexes" ? [of?.uid ?? ""] : (of?.queries ?? []).map((query) => query.indexUid);
  };
  const mayDo = (presented: string, action: string, about: readonly string[]): boolean => {
    if (presented === `Bearer ${master}`) return true;
    const key = keyBehind(presented);
    const within = (uid: string) => key?.indexes.some((pattern) => covers(pattern, uid)) ?? false;
    return (key?.actions.includes(action) ?? false) && about.every(within);
  };

  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://fake");
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    try {
      requests.push(`${request.method} ${path}`);
      for (const [action, method, pattern, work] of routes) {
        const match = method === request.method ? pattern.exec(path) : null;
        if (!match) continue;
        const asked = method === "GET" ? Object.fromEntries(searchParams) : await bodyOf(request);
        const about = namedBy(match[1] ?? "", path, method === "GET" ? undefined : asked);
        if (!mayDo(request.headers.authorization ?? "", action, about)) throw new Refusal(403, "invalid_api_key");
        presented.add(request.headers.authorization ?? "");
        return void answer(200, work(match[1] ?? "", asked as never, request.headers.authorization ?? ""));
      }
      throw new Refusal(404, "not_found");
    } catch (error) {
      const { status = 500, code = "internal", message } = error as Partial<Refusal>;
      answer(status, { message, code, type: "invalid_request", link: "" });
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    indexes,
    keys,
    requests,
    presented,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
