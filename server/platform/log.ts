import pino from "pino";
import { env } from "./env.ts";

/** The process log: one JSON line an entry, personal and secret fields left out. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  redact: ["*.password", "*.token", "req.headers.authorization", "req.headers.cookie"],
});
