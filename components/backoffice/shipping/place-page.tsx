"use client";

import { useTranslations } from "next-intl";
import type { PlaceSettings } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { PlaceForm } from "./place-form.tsx";

/** When a warehouse or store works: promises told from now on follow it. */
export function PlacePage({ place, mayWrite }: { place: PlaceSettings; mayWrite: boolean }) {
  const t = useTranslations("shipping.settings");
  return (
    <>
      <PageHeader trail={[{ label: t("title"), href: "/admin/shipping" }]} title={place.name} />
      <PlaceForm key={place.version} place={place} mayWrite={mayWrite} />
    </>
  );
}
