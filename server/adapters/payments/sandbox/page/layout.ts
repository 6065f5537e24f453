import type { Answer } from "../http.ts";
import { Html, html } from "./html.ts";
import { css, cssHash } from "./style.ts";
import { type PageLocale, words } from "./words.ts";

export type Page = {
  locale: PageLocale;
  title: string;
  /** One column for short messages, two for the payment itself. */
  narrow?: boolean;
  body: Html;
  status?: number;
  /** Origins a form of this page may lead to after its redirect. */
  leadsTo?: readonly (string | null)[];
};

const originOf = (url: string | null): string | undefined => (url ? URL.parse(url)?.origin : undefined);

function policy(leadsTo: readonly (string | null)[]): string {
  const origins = [...new Set(leadsTo.map(originOf).filter((origin) => origin !== undefined))];
  return [
    "default-src 'none'",
    `style-src ${cssHash}`,
    "img-src http: https:",
    `form-action 'self' ${origins.join(" ")}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** A whole page of the sandbox, marked as test mode, working without scripts. */
export function pageAnswer(page: Page): Answer {
  const w = words[page.locale];
  const document = html`<!doctype html>
<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title} · ${w.testMode}</title>
<style>${new Html(css)}</style>
</head>
<body>
<header class="test"><strong>${w.testMode}</strong>${w.testNote}</header>
<main${page.narrow ? html` class="narrow"` : ""}>
${page.body}
</main>
</body>
</html>
`;
  return {
    status: page.status ?? 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": policy(page.leadsTo ?? []),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
    body: document.text,
  };
}
