import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { AreaKey } from "#components/backoffice/navigation.ts";

/** The title of an area's list page. */
export const titled = (area: AreaKey) => async (): Promise<Metadata> => {
  const t = await getTranslations("backoffice.areas");
  return { title: t(area) };
};
