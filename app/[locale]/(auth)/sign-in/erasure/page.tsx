import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ErasureLink } from "#components/auth/erasure-link.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.erasure"))("title") };
}

export default function ErasurePage() {
  return <ErasureLink />;
}
