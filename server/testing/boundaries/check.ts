import fs from "node:fs";
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { importRules } from "./import-rules.ts";
import { sourceViolations, type Violation } from "./source-rules.ts";

/** Checks a tree laid out like the house: the laws by imports, then those by source text. */
export async function checkBoundaries(root: string): Promise<{ modules: number; violations: Violation[] }> {
  const tops = ["server", "app", "components"].filter((top) => fs.existsSync(path.join(root, top)));
  const { output } = await cruise(
    tops,
    {
      baseDir: root,
      parser: "swc",
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "^(server/generated|server/testing/boundaries/fixtures|[.]next)/|node_modules/" },
      enhancedResolveOptions: {
        extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
        conditionNames: ["import", "node", "default"],
        exportsFields: ["exports"],
      },
      validate: true,
      ruleSet: { forbidden: importRules },
    },
    {},
  );
  const { summary, modules } = output as ICruiseResult;
  const imports = summary.violations.map((v) => ({ rule: v.rule.name, file: v.from, detail: `imports ${v.to}` }));
  return { modules: modules.length, violations: [...imports, ...sourceViolations(root)] };
}
