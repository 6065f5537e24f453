// A process that stands for a web server in refresh-pages.itest.ts: it follows the catalogue and tells its parent whenever it is
// asked, by the house itself, to drop its cached pages.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { followCatalogue, mayRefresh } from "#server/api/refresh-pages.ts";
import { resetEnv } from "#server/platform/env.ts";
import { hub } from "#server/platform/realtime.ts";

const server = createServer((request, response) => {
  const headers = { get: (name: string) => String(request.headers[name] ?? "") };
  const asked = request.method === "POST" && request.url === "/api/refresh" && mayRefresh(headers);
  if (asked) process.send?.("refreshed");
  response.writeHead(asked ? 204 : 404).end();
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
process.env.PORT = String((server.address() as AddressInfo).port);
resetEnv();
void followCatalogue();
await hub().connected();
process.send?.("ready");
