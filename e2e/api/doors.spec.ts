// Doors to files, pictures and other sites, tried with addresses that no page of ours would make. Sent as they are written: an
// ordinary client would tidy them up first.
import { request } from "node:http";
import { ApiVisitor } from "../support/api.ts";
import { newCustomer } from "../support/people.ts";
import { shopUrl } from "../support/shop.ts";
import { expect, test } from "../support/test.ts";

type Heard = { status: number; body: string; location: string };

const raw = (path: string, headers: Record<string, string> = {}) =>
  new Promise<Heard>((resolve, reject) => {
    const { hostname, port } = new URL(shopUrl);
    const sent = request({ hostname, port, path, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(parts).toString("latin1"),
          location: answer.headers.location ?? "",
        }),
      );
    });
    sent.on("error", reject).end();
  });

test("line 11: the image optimiser, the feeds and the site map fetch nothing that they are told of", async () => {
  const port = new URL(shopUrl).port;
  const targets = [
    ...[`http://127.0.0.1:${port}/api/health`, `http://localhost:${port}/api/health`, "http://169.254.169.254/latest/"],
    ...[`//127.0.0.1:${port}/api/health`, `/\\127.0.0.1:${port}/api/health`, `http:/127.0.0.1:${port}/api/health`],
    ...[`http://[::1]:${port}/api/health`, `http://2130706433:${port}/api/health`, `http://0x7f.1:${port}/api/health`],
    ...["file:///etc/passwd", "data:image/svg+xml,<svg/>", "ftp://127.0.0.1/", "gopher://127.0.0.1:25/"],
    ...[
      "/api/health",
      "/media/../api/health",
      "/media/%2e%2e/api/health",
      "/media//../../api/health",
      "/media/..%2fapi",
    ],
    ...[
      `/media/@127.0.0.1:${port}/api/health`,
      "/_next/image?url=%2Fapi%2Fhealth&w=640&q=75",
      "/api/rest/openapi.json",
    ],
  ];
  const wrong: string[] = [];
  for (const target of targets) {
    const { status, body } = await raw(`/_next/image?url=${encodeURIComponent(target)}&w=640&q=75`);
    if (status < 400 || status >= 500 || /"(status|ok|openapi|ready)"|root:/.test(body))
      wrong.push(`${target}: ${status}`);
  }
  for (const target of targets) {
    for (const door of ["/feeds/", "/sitemaps/", "/media/", "/api/webhooks/"]) {
      const { status, body } = await raw(door + encodeURIComponent(target));
      if (status === 200 || status >= 500 || /"(status|ok|openapi|ready)"|root:/.test(body)) {
        wrong.push(`${door} ${target}: ${status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("line 16: no path leads out of the media store, the papers, the exports or the pages", async () => {
  const ups = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "%252e%252e%252f", ".%00./"];
  const files = ["package.json", "etc/passwd"];
  const doors = [
    ...["/media/products/", "/api/documents/", "/api/documents/account/attachments/"],
    ...["/api/exports/account/data/", "/_next/static/", "/feeds/"],
  ];
  const wrong: string[] = [];
  for (const door of doors) {
    for (const up of ups) {
      for (const file of files) {
        const path = `${door}${up.repeat(4)}${file}`;
        const { status, body } = await raw(path);
        const told = /root:x?:|"dependencies"|DATABASE_URL|databaseUrl/.test(body);
        if (told || status >= 500) wrong.push(`${path}: ${status}`);
      }
    }
  }
  for (const key of [
    "%00",
    "a.webp%00.png",
    "products%00/a.webp",
    ".private/x",
    "%2eprivate/aa/atm_x",
    "C:%5cboot.ini",
  ]) {
    const { status } = await raw(`/media/${key}`);
    if (status !== 404 && status !== 400) wrong.push(`/media/${key}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

const elsewhere = [
  ...["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example"],
  ...[
    "/%09/evil.example",
    "/%2f%2fevil.example",
    "https://localhost@evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
  ],
  ...[
    "//evil.example/%2e%2e",
    "/.//evil.example",
    "https://evil.example#.localhost",
    "///evil.example",
    "/;@evil.example",
  ],
];
/** Whether a browser on the shop would end up on another site. */
const leadsAway = (location: string) => {
  if (location === "") return false;
  const at = URL.canParse(location, shopUrl) ? new URL(location, shopUrl) : null;
  return at?.hostname !== new URL(shopUrl).hostname || !/^https?:$/.test(at.protocol);
};

test("line 18: nobody is led to another site, by address, header, cookie or form", async () => {
  const wrong: string[] = [];
  const look = (how: string, location: string) => {
    if (leadsAway(location)) wrong.push(`${how} leads to ${location}`);
  };
  for (const target of elsewhere) {
    const asked = encodeURIComponent(target);
    for (const path of [
      ...[`/api/auth/signin?callbackUrl=${asked}`, `/api/auth/signout?callbackUrl=${asked}`],
      ...[`/fr/sign-in?callbackUrl=${asked}`, `/sign-in?to=${asked}`, `/fr/account?callbackUrl=${asked}`],
      ...[`/api/stock-alerts/stop?token=${asked}&locale=${asked}`, `/api/cart-reminders/stop?token=x&locale=${asked}`],
    ]) {
      look(path, (await raw(path)).location);
      look(`${path} by cookie`, (await raw(path, { cookie: `next-auth.callback-url=${asked}` })).location);
    }
  }
  for (const path of [
    ...[
      "//evil.example",
      "//evil.example/",
      "//evil.example/fr",
      "/\\evil.example",
      "/%5cevil.example",
      "/%2f%2fevil.example",
    ],
    ...[
      "/fr//evil.example",
      "/fr/%2f%2fevil.example",
      "///evil.example/admin",
      "/account//evil.example",
      "/.//evil.example",
    ],
    ...[
      "/admin/%2e%2e//evil.example",
      "/cart/..//evil.example",
      "//evil.example/%2e%2e%2f",
      "/fr/..//evil.example/account",
    ],
  ]) {
    look(path, (await raw(path)).location);
  }
  for (const path of ["/", "/account", "/admin/orders", "/fr/account", "/cart", "/api/auth/signin"]) {
    const headers = {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-original-host": "evil.example",
    };
    look(`${path} for another host`, (await raw(path, headers)).location);
  }
  expect(wrong).toEqual([]);
});

test("line 18: signing in and out stays here, whatever the form says", async () => {
  const { email, password } = await newCustomer("Rita Redirect");
  for (const target of elsewhere.slice(0, 6)) {
    const someone = new ApiVisitor();
    const send = async (path: string, fields: Record<string, string>) => {
      const { csrfToken } = (await (await someone.fetch("/api/auth/csrf")).json()) as { csrfToken: string };
      const body = new URLSearchParams({ ...fields, csrfToken, callbackUrl: target, json: "true" });
      const answer = await someone.fetch(path, { method: "POST", body });
      const { url = "" } = (await answer.json().catch(() => ({}))) as { url?: string };
      return [answer.headers.get("location") ?? "", url];
    };
    for (const [path, fields] of [
      ["/api/auth/callback/password", { email, password }],
      ["/api/auth/signout", {}],
    ] as const) {
      for (const location of await send(path, fields)) expect(leadsAway(location), `${path} ${target}`).toBe(false);
    }
  }
});
