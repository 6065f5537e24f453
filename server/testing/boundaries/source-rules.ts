// Laws that imports alone do not show, read off the source text.
import fs from "node:fs";
import path from "node:path";

export type Violation = { rule: string; file: string; detail: string };

function* walk(root: string, below: string): Generator<string> {
  const dir = path.join(root, below);
  if (!fs.existsSync(dir)) return;
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const at = path.posix.join(below, entry.name);
    if (entry.isDirectory()) {
      if (!["node_modules", "generated", "fixtures", ".next"].includes(entry.name)) yield* walk(root, at);
    } else if (/\.tsx?$/.test(entry.name) && !/\.(test|itest)\.tsx?$/.test(entry.name)) yield at;
  }
}

/** Which folder owns which Prisma model: the file that declares it says so. */
function owners(root: string): Map<string, string> {
  const found = new Map<string, string>();
  const dir = path.join(root, "prisma/models");
  if (!fs.existsSync(dir)) return found;
  for (const name of fs.readdirSync(dir)) {
    const room = path.basename(name, ".prisma");
    const folder =
      room === "platform"
        ? "server/platform/"
        : room === "search"
          ? "server/adapters/search/"
          : `server/modules/${room}/`;
    for (const [, model] of fs.readFileSync(path.join(dir, name), "utf8").matchAll(/^model (\w+)/gm)) {
      if (model) found.set(model[0]?.toLowerCase() + model.slice(1), folder);
    }
  }
  return found;
}

const writes =
  /\b(?:tx|db\(\)|db|client)\.(\w+)\.(create|createMany|createManyAndReturn|update|updateMany|upsert|delete|deleteMany)\(/g;

/** The few that write a neighbour's table on purpose, and why. */
const exceptions: Record<string, string> = {
  "server/jobs/settle-webhook.job.ts": "marks the inbox row it was started for",
  "server/jobs/take-mail.job.ts": "marks the inbox row it was started for",
  "server/jobs/tidy.job.ts": "clears what has expired, of whatever room",
};

function onlyOwnersWrite(file: string, text: string, owned: Map<string, string>): Violation[] {
  if (exceptions[file] || !file.startsWith("server/") || /^server\/(cli|testing)\//.test(file)) return [];
  return [...text.matchAll(writes)].flatMap(([, model = "", verb]) => {
    const owner = owned.get(model);
    return owner && !file.startsWith(owner)
      ? [{ rule: "law-3-only-the-owner-writes", file, detail: `${model}.${verb}: written by ${owner} only` }]
      : [];
  });
}

/** The source between the parenthesis after `inTx` and its partner. */
function* transactions(text: string): Generator<string> {
  for (const { index } of text.matchAll(/\binTx\(/g)) {
    let depth = 0;
    for (let i = index + 4; i < text.length; i++) {
      if (text[i] === "(") depth++;
      else if (text[i] === ")" && --depth === 0) {
        yield text.slice(index, i);
        break;
      }
    }
  }
}

function noNetworkInTransactions(file: string, text: string): Violation[] {
  const network = /\bfetch\(|\bpaymentProvider\(|\bsearchEngines\(|\bmailCarrier\(/;
  return [...transactions(text)].flatMap((body) => {
    const [hit] = network.exec(body) ?? [];
    return hit ? [{ rule: "law-4-no-network-in-transactions", file, detail: `${hit}…) inside inTx` }] : [];
  });
}

function environmentAndClock(file: string, text: string): Violation[] {
  const found: Violation[] = [];
  const mayReadEnv =
    file === "server/platform/env.ts" ||
    /^server\/adapters\/.*config\.ts$/.test(file) ||
    /^server\/(cli|testing)\//.test(file) ||
    file === "instrumentation.ts";
  if (!mayReadEnv && /\bprocess\.env\b/.test(text)) {
    found.push({
      rule: "law-6-environment",
      file,
      detail: "process.env outside of platform/env.ts and adapters' config.ts",
    });
  }
  if (/^server\/modules\/.*(model|rules?)\.ts$/.test(file) && /\bDate\.now\(\)|new Date\(\)/.test(text)) {
    found.push({ rule: "law-6-clock", file, detail: "pure rules are told the time" });
  }
  if (/^(components|app)\//.test(file) && /Prisma\.Decimal|generated\/prisma/.test(text)) {
    found.push({ rule: "law-6-decimals-stay-below", file, detail: "Prisma types beyond commands and queries" });
  }
  return found;
}

function unguarded(file: string, text: string): Violation[] {
  const found: Violation[] = [];
  if (file.startsWith("server/api/") && file !== "server/api/trpc.ts" && /\bt\.procedure\b|initTRPC/.test(text)) {
    found.push({ rule: "access-guarded-only", file, detail: "procedures are built by guarded(permission) only" });
  }
  if (
    /^app\/\[locale\]\/\((portal|backoffice)\)\/.*page\.tsx$/.test(file) &&
    !/export default definePage\b/.test(text)
  ) {
    found.push({ rule: "access-guarded-pages", file, detail: "portal and back-office pages are made by definePage" });
  }
  return found;
}

/** Every violation of laws 3, 4 and 6 and of the access rules below a root. */
export function sourceViolations(root: string): Violation[] {
  const owned = owners(root);
  return ["server", "app", "components"].flatMap((top) =>
    [...walk(root, top)].flatMap((file) => {
      const text = fs.readFileSync(path.join(root, file), "utf8");
      return [
        ...onlyOwnersWrite(file, text, owned),
        ...noNetworkInTransactions(file, text),
        ...environmentAndClock(file, text),
        ...unguarded(file, text),
      ];
    }),
  );
}
