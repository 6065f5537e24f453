// Runs before every integration test file: a database of its own, copied from the migrated template,
// and the environment that points at it before any module reads it.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

const server = inject("postgresUrl");
const name = `test_${randomUUID().replaceAll("-", "")}`;
const admin = new pg.Client({ connectionString: `${server}/postgres` });
await admin.connect();
await admin.query(`CREATE DATABASE ${name} TEMPLATE template_comptoir STRATEGY FILE_COPY`);
await admin.end();

process.env.DATABASE_URL = `${server}/${name}`;
