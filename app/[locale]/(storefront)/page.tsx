import { getTranslations } from "next-intl/server";

export default async function HomePage() {
  const t = await getTranslations("common.shop");
  return <h1 className="display page py-20 text-6xl">{t("name")}</h1>;
}
