import { expect, it } from "vitest";
import { readBody } from "./read-body.ts";

/** A body that comes in parts, without a length; how many were taken of it. */
function streamed(parts: number, size: number) {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken === parts) return controller.close();
      taken += 1;
      controller.enqueue(new Uint8Array(size).fill(97));
    },
  });
  const request = new Request("https://shop.example/", { method: "POST", body, duplex: "half" } as RequestInit);
  return { request, taken: () => taken };
}

it("reads a body as long as it may be, whole", async () => {
  expect((await readBody(streamed(4, 250).request, 1_000))?.toString()).toBe("a".repeat(1_000));
  const plain = new Request("https://shop.example/", { method: "POST", body: "héllo" });
  expect((await readBody(plain, 6))?.toString()).toBe("héllo");
  expect((await readBody(new Request("https://shop.example/"), 10))?.byteLength).toBe(0);
});

it("stops where it is longer, with a length or without", async () => {
  const endless = streamed(1_000_000, 1_000);
  expect(await readBody(endless.request, 10_000)).toBeNull();
  expect(endless.taken()).toBeLessThan(15);
  const headers = { "content-length": "11" };
  const declared = new Request("https://shop.example/", { method: "POST", body: "12345678901", headers });
  expect(await readBody(declared, 10)).toBeNull();
});
