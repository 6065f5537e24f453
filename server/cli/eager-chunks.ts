// The last step of a build (`npm run build`): scripts that every page runs at once are compiled while they are fetched.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./launch-environment.ts";
import { StartProblem } from "./start-problem.ts";

// Chromium's explicit compile hints: without them a function is read twice, the second time in the page's own thread when it
// is called, which for React and Next's client is a tenth of a second on a slow phone. Other browsers read a comment.
// https://v8.dev/blog/explicit-compile-hints
const hint = "//# allFunctionsCalledOnLoad\n";

/** Marks the chunks that start every page of the build in `folder`. Once is enough: a second time changes nothing. */
export function markEagerChunks(folder: string): string[] {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "build-manifest.json"), "utf8")) as {
    rootMainFiles?: string[];
  };
  const chunks = manifest.rootMainFiles ?? [];
  if (chunks.length === 0) throw new StartProblem("The build names no chunks that start a page.");
  for (const chunk of chunks) {
    const file = path.join(folder, chunk);
    const text = fs.readFileSync(file, "utf8");
    if (!text.startsWith(hint)) fs.writeFileSync(file, hint + text);
  }
  return chunks;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) markEagerChunks(path.join(root, ".next"));
