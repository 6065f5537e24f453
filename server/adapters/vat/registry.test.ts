import { afterEach, expect, it, vi } from "vitest";
import { vatRegister } from "./registry.ts";

const given = vi.hoisted(() => ({ url: null as string | null, pretend: true }));
vi.mock("./config.ts", () => ({ viesUrl: () => given.url, mayPretend: () => given.pretend }));

const number = "BE0428759497";
const never = new AbortController().signal;
afterEach(() => Object.assign(given, { url: null, pretend: true }));

it("pretends on a developer's machine", async () => {
  expect(vatRegister().name).toBe("sandbox");
  expect((await vatRegister().check(number, "FR40303265045", never)).valid).toBe(true);
});

it("says nothing in production without VIES, so that nobody is exempted", async () => {
  given.pretend = false;
  await expect(vatRegister().check(number, "FR40303265045", never)).rejects.toThrow("VIES_URL");
});

it("asks VIES where it is configured", () => {
  Object.assign(given, { url: "https://vies.test", pretend: false });
  expect(vatRegister().name).not.toMatch(/sandbox|none/);
});
