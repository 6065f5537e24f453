import { expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

it("believes as many proxies as there are, and no claim before them", () => {
  const header = "6.6.6.6, 203.0.113.7, 10.0.0.2";
  expect(clientAddress(header, 1)).toBe("10.0.0.2");
  expect(clientAddress(header, 2)).toBe("203.0.113.7");
  // more proxies than hops: the first is as far as one can see
  expect(clientAddress("203.0.113.7", 3)).toBe("203.0.113.7");
  expect(clientAddress("::1", 0)).toBe("::1");
  expect([clientAddress(null, 1), clientAddress("", 0), clientAddress(" , ", 1)]).toEqual([
    "unknown",
    "unknown",
    "unknown",
  ]);
});
