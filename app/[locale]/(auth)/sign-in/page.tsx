import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "#components/auth/sign-in-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.signIn"))("title") };
}

export default function SignInPage() {
  return <SignInForm />;
}
