import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { googleFeed } from "#app/_data/google-feed.ts";
import { xmlStream } from "#app/_data/xml.ts";
import { locales } from "#server/kernel/locales.ts";

/** The feed for shopping sites in one language: "google-fr.xml". */
export async function GET(_: Request, { params }: RouteContext<"/feeds/[file]">): Promise<Response> {
  await connection();
  const { file } = await params;
  const locale = locales.find((l) => file === `google-${l}.xml`);
  if (!locale) return new Response(null, { status: 404 });
  const t = await getTranslations({ locale, namespace: "common.shop" });
  return xmlStream(googleFeed({ name: t("name"), description: t("tagline") }, locale), 900);
}
