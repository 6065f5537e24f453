// Who may import whom: the floors of the house as data. Paths are relative to the root that is checked.
import type { IForbiddenRuleType } from "dependency-cruiser";

const ports = ["contract", "contract-[a-z]+", "port", "[a-z]+-port", "[a-z]+-contract"].map(
  (file) => `^server/modules/[^/]+/${file}[.]ts$`,
);
const doors = ["^server/modules/[^/]+/index[.]ts$", ...ports];
const registries = "^server/adapters/([^/]+/(registry|port|config)[.]ts$|pdf/)";
const kernel = "^server/kernel/";
const access = "^server/access/";
const platform = "^server/platform/";
const generated = "^server/generated/";
/** Prose is data: mails and documents are written from it far below the pages. */
const messages = "^app/_messages/.*\\.json$";

/** Each floor: its files, and everything of ours that they may import. Lower floors first. */
const floors: { name: string; files: string; may: string[] }[] = [
  { name: "kernel", files: kernel, may: [kernel] },
  { name: "access", files: access, may: [access, kernel] },
  { name: "platform", files: platform, may: [platform, kernel, generated] },
  // Which module may see which is a rule of its own below.
  { name: "modules", files: "^server/modules/", may: ["^server/modules/", platform, access, kernel, messages] },
  { name: "adapters", files: "^server/adapters/", may: ["^server/adapters/", ...ports, platform, access, kernel] },
  {
    name: "flows",
    files: "^server/flows/",
    may: ["^server/flows/", ...doors, registries, platform, access, kernel, messages],
  },
  {
    name: "jobs",
    files: "^server/jobs/",
    may: ["^server/jobs/", "^server/flows/", ...doors, registries, platform, access, kernel],
  },
  {
    name: "auth",
    files: "^server/auth/",
    may: ["^server/auth/", "^server/flows/", ...doors, platform, access, kernel],
  },
  {
    name: "api",
    files: "^server/api/",
    may: ["^server/api/", "^server/auth/", "^server/flows/", ...doors, registries, platform, access, kernel],
  },
  {
    name: "webhooks",
    files: "^server/webhooks/",
    may: ["^server/webhooks/", "^server/jobs/", "^server/flows/", ...doors, registries, platform, access, kernel],
  },
  {
    name: "components",
    files: "^components/",
    may: ["^components/", "^app/_i18n/", messages, access, kernel, ...ports, "^server/api/root\\.ts$"],
  },
  {
    name: "app",
    files: "^(app/|proxy\\.ts|instrumentation\\.ts)",
    may: [
      "^app/",
      "^components/",
      "^server/api/",
      "^server/auth/",
      "^server/webhooks/",
      "^server/flows/documents/",
      platform,
      access,
      kernel,
      ...ports,
    ],
  },
];

const ours = "^(server|app|components|prisma|e2e|proxy\\.ts|instrumentation\\.ts)";
const tests = "[.](test|itest)[.]tsx?$|^server/testing/";
/** Command lines start everything, checks included. */
const production = "^(server/(?!cli/)|app/|components/)";

export const importRules: IForbiddenRuleType[] = [
  ...floors.map(({ name, files, may }) => ({
    name: `law-1-${name}`,
    comment: `Imports go down only: ${name} may import ${may.join(" ")}`,
    severity: "error" as const,
    from: { path: files, pathNot: tests },
    to: { path: ours, pathNot: may },
  })),
  {
    name: "law-1-no-circles",
    comment: "No circles",
    severity: "error",
    from: { pathNot: tests },
    to: { circular: true },
  },
  {
    name: "law-2-islands",
    comment: "A module never imports a module: two of them meet in a flow",
    severity: "error",
    from: { path: "^server/modules/([^/]+)/", pathNot: tests },
    to: { path: "^server/modules/", pathNot: "^server/modules/$1/" },
  },
  {
    name: "law-4-adapters-take-no-transaction",
    comment: "Adapters speak to the outside world: modules never import them, so nothing inside a command can",
    severity: "error",
    from: { path: "^server/(modules|platform|access|kernel)/", pathNot: tests },
    to: { path: "^server/adapters/" },
  },
  {
    name: "law-5-browser-code",
    comment: "Of the API, browser code knows only its type",
    severity: "error",
    from: { path: "^components/", pathNot: tests },
    to: { path: "^server/api/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "law-5-contracts-are-browser-safe",
    comment: "A contract is read by browsers: nothing of the server's machinery may come along",
    severity: "error",
    from: { path: ports, pathNot: "port[.]ts$" },
    to: { path: "^server/(platform|adapters|flows|jobs|auth|api|generated)/|/(commands|queries|index)[.]ts$" },
  },
  {
    name: "law-5-kernel-runs-everywhere",
    comment: "Kernel, access and components run in browsers: no Node modules",
    severity: "error",
    from: { path: "^(server/(kernel|access)|components)/", pathNot: tests },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "tests-stay-out",
    comment: "What runs in production does not import tests or their tools",
    severity: "error",
    from: { path: production, pathNot: tests },
    to: { path: tests },
  },
];
