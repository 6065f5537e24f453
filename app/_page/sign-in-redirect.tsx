"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { PageSkeleton } from "./page-skeleton.tsx";

/**
 * Sends a guest to sign in and back. In the browser, because only there the full address is known: a server component has
 * no path. Nothing of the page was rendered before.
 */
export function SignInRedirect({ locale }: { locale: string }) {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams().toString();
  useEffect(() => {
    const callbackUrl = search ? `${path}?${search}` : path;
    router.replace({ pathname: "/sign-in", query: { callbackUrl } });
  }, [router, path, search]);
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={`0;url=/${locale}/sign-in`} />
      </noscript>
      <PageSkeleton />
    </>
  );
}
