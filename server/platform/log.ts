import pino from "pino";
import { logLevel } from "./env.ts";

/** The process log: one JSON line an entry, personal and secret fields left out. */
export const log = pino({
  level: logLevel(),
  base: undefined,
  redact: ["*.password", "*.token", "req.headers.authorization", "req.headers.cookie"],
});
