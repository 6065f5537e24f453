import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { googleFeed } from "#app/_data/google-feed.ts";
import { journalFeed } from "#app/_data/journal-feed.ts";
import { xmlStream } from "#app/_data/xml.ts";
import { locales } from "#server/kernel/locales.ts";

/** Feeds in one language: "google-fr.xml" for shopping sites, "journal-fr.xml" for readers. */
export async function GET(_: Request, { params }: RouteContext<"/feeds/[file]">): Promise<Response> {
  await connection();
  const { file } = await params;
  const [, kind, language] = /^(google|journal)-(\w+)\.xml$/.exec(file) ?? [];
  const locale = locales.find((l) => l === language);
  if (!locale) return new Response(null, { status: 404 });
  const t = await getTranslations({ locale, namespace: "common.shop" });
  if (kind === "journal") {
    const journal = await getTranslations({ locale, namespace: "content.shop" });
    const about = { name: `${journal("title")} · ${t("name")}`, description: journal("lead") };
    return xmlStream(journalFeed(about, locale), 900);
  }
  return xmlStream(googleFeed({ name: t("name"), description: t("tagline") }, locale), 900);
}
