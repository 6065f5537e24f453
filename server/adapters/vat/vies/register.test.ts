import { describe, expect, it } from "vitest";
import { sandboxRegister } from "../sandbox/register.ts";
import { createVies } from "./register.ts";

const never = new AbortController().signal;

function vies(reply: () => Response) {
  const asked: { url: string; body: unknown }[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, body: JSON.parse(String(init.body)) });
    return reply();
  }) as unknown as typeof globalThis.fetch;
  return { asked, register: createVies({ url: "https://vies.test/rest-api", fetch }) };
}

// Shaped after the service's published interface.
const answer = {
  ...{ countryCode: "BE", vatNumber: "0428759497", requestDate: "2031-01-01T10:00:00.000Z", valid: true },
  ...{ userError: "VALID", requestIdentifier: "WAPIAAAAW1", name: "NV  EXEMPLE", address: "---" },
};

describe("VIES", () => {
  it("is told who asks, and its words are kept", async () => {
    const { asked, register } = vies(() => Response.json(answer));
    expect(await register.check("BE0428759497", "FR 40 303265045", never)).toEqual({
      ...{ valid: true, name: "NV EXEMPLE", address: null, consultationNumber: "WAPIAAAAW1" },
    });
    expect(asked).toEqual([
      {
        url: "https://vies.test/rest-api/check-vat-number",
        body: {
          ...{ countryCode: "BE", vatNumber: "0428759497" },
          ...{ requesterMemberStateCode: "FR", requesterNumber: "40303265045" },
        },
      },
    ]);
  });

  it("says no only when it says no", async () => {
    const no = vies(() => Response.json({ ...answer, valid: false, userError: "INVALID", requestIdentifier: "" }));
    expect(await no.register.check("BE0428759497", "FR40303265045", never)).toMatchObject({
      ...{ valid: false, consultationNumber: null },
    });
  });

  it.each([
    ["a member state that is down", () => Response.json({ ...answer, valid: false, userError: "MS_UNAVAILABLE" })],
    [
      "too many at once",
      () => Response.json({ actionSucceed: false, errorWrappers: [{ error: "MS_MAX_CONCURRENT_REQ" }] }),
    ],
    ["an error", () => new Response("busy", { status: 500 })],
    ["a page", () => new Response("<html>")],
  ])("takes %s for no answer", async (_, reply) => {
    await expect(vies(reply).register.check("BE0428759497", "FR40303265045", never)).rejects.toThrow();
  });
});

describe("the pretended register", () => {
  it("knows, does not know, and is down", async () => {
    const check = (number: string) => sandboxRegister.check(number, "FR40303265045", never);
    expect(await check("BE0428759497")).toMatchObject({ valid: true, consultationNumber: "DEMO-BE0428759497" });
    expect(await check("FI20774740")).toMatchObject({ valid: false, consultationNumber: null });
    await expect(check("SK2022749619")).rejects.toThrow();
  });
});
