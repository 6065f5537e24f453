import { defineConfig } from "prisma/config";

// generate, validate and format never start the schema engine, yet the CLI
// downloads it before running them. Naming any existing file skips that, so
// they work offline. migrate and db keep the ordinary behaviour.
if (["generate", "validate", "format"].includes(process.argv[2] ?? "")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  // generate needs no database, so an absent variable must not throw (env() would)
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://invalid" },
});
