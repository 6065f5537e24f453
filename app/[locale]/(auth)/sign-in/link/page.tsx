import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkSignIn } from "#components/auth/link-sign-in.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.link"))("title") };
}

export default function LinkPage() {
  return <LinkSignIn />;
}
