// npm run boundaries: holds the house to its six laws (CONTRIBUTING tells them; docs/adr/0001-islands.md says why).
import path from "node:path";
import { checkBoundaries } from "#server/testing/boundaries/check.ts";

const root = path.join(import.meta.dirname, "../..");
const { modules, violations } = await checkBoundaries(root);
for (const { rule, file, detail } of violations) console.error(`${rule.padEnd(38)} ${file}\n${"".padEnd(39)}${detail}`);
console.log(`${modules} files, ${violations.length} violations`);
process.exitCode = violations.length ? 1 : 0;
