import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { forgetClaimedAddresses } from "./boot.ts";

const emit = http.Server.prototype.emit;
afterAll(() => {
  http.Server.prototype.emit = emit;
});

it("takes out what a client claims to be its address, and nothing else", async () => {
  const server = http.createServer((request, response) => response.end(JSON.stringify(request.headers)));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const seen = async () => (await fetch(url, { headers: { "x-forwarded-for": "1.2.3.4", "x-mine": "kept" } })).json();
  expect(await seen()).toMatchObject({ "x-forwarded-for": "1.2.3.4" });
  forgetClaimedAddresses();
  const after = await seen();
  expect(after).not.toHaveProperty("x-forwarded-for");
  expect(after).toMatchObject({ "x-mine": "kept" });
  server.close();
});
