import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmailLink } from "#components/auth/email-link.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.emailChange"))("title") };
}

export default function EmailLinkPage() {
  return <EmailLink purpose="emailChange" />;
}
