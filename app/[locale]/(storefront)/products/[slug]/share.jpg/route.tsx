import { ImageResponse } from "next/og";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { getProduct } from "#app/_data/catalogue.ts";
import { shareSize } from "#app/_data/seo.ts";
import { headingFont, photoAsData, toJpeg } from "#server/api/share-picture.ts";
import { locales } from "#server/kernel/locales.ts";

/** The picture of a product where its page is shared: its photo beside its name. No price: others keep it for weeks. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/[locale]/products/[slug]/share.jpg">,
): Promise<Response> {
  await connection();
  const { locale: language, slug } = await params;
  const locale = locales.find((l) => l === language);
  const product = locale && (await getProduct(locale, slug));
  if (!product) return new Response(null, { status: 404 });
  const key = product.media[0]?.key;
  const [t, font, photo] = await Promise.all([
    getTranslations({ locale, namespace: "common.shop" }),
    headingFont(),
    key ? photoAsData(key, shareSize.height) : null,
  ]);
  const drawing = new ImageResponse(
    <div style={{ display: "flex", width: "100%", height: "100%", background: "#f6f3ee", color: "#1f1b16" }}>
      {photo && <img src={photo} alt="" width={shareSize.height} height={shareSize.height} />}
      <div
        style={{
          display: "flex",
          flexDirection: "column",
          justifyContent: "space-between",
          flex: 1,
          padding: "56px 52px",
        }}
      >
        <div style={{ fontSize: 30, color: "#6b6258" }}>{product.brand?.name ?? product.categories[0]?.name ?? ""}</div>
        <div style={{ display: "flex", flexDirection: "column", gap: 18 }}>
          <div style={{ fontSize: product.name.length > 24 ? 64 : 84, lineHeight: 1, letterSpacing: -1.5 }}>
            {product.name}
          </div>
          <div style={{ fontSize: 34, lineHeight: 1.2, color: "#6b6258" }}>{product.tagline}</div>
        </div>
        <div style={{ fontSize: 34 }}>{t("name")}</div>
      </div>
    </div>,
    { ...shareSize, fonts: [{ name: "Instrument Serif", data: font, weight: 400, style: "normal" }] },
  );
  const jpeg = await toJpeg(new Uint8Array(await drawing.arrayBuffer()));
  return new Response(new Uint8Array(jpeg), {
    headers: {
      "content-type": "image/jpeg",
      "cache-control": "public, max-age=86400, stale-while-revalidate=604800",
      "cross-origin-resource-policy": "cross-origin",
    },
  });
}
