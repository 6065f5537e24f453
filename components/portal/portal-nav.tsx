"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Link, usePathname } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import { SignOutButton } from "./sign-out-button.tsx";

const entries = [
  { href: "/account", key: "overview" },
  { href: "/account/orders", key: "orders" },
  { href: "/account/quotes", key: "quotes" },
  { href: "/account/returns", key: "returns" },
  { href: "/account/claims", key: "claims" },
  { href: "/account/invoices", key: "invoices" },
  { href: "/account/help", key: "help" },
  { href: "/account/points", key: "points" },
  { href: "/account/wishlist", key: "wishlist" },
  { href: "/account/reviews", key: "reviews" },
  { href: "/account/addresses", key: "addresses" },
  { href: "/account/company", key: "company" },
  { href: "/account/profile", key: "profile" },
  { href: "/account/security", key: "security" },
  { href: "/account/privacy", key: "privacy" },
] as const;

/** The account's own navigation: a column beside the page, a row above it on phones. */
export function PortalNav() {
  return <PortalLinks path={usePathname()} />;
}

/** The same without the mark of where one is: stands in until the address is known. */
export function PortalLinks({ path }: { path: string }) {
  const t = useTranslations("portal.nav");
  const list = useRef<HTMLUListElement>(null);
  // On phones the row is longer than the screen: it opens at where one is.
  useEffect(() => {
    const here = path && list.current?.querySelector<HTMLElement>("[aria-current]");
    if (list.current && here)
      list.current.scrollLeft = here.offsetLeft - (list.current.clientWidth - here.offsetWidth) / 2;
  }, [path]);
  const isHere = (href: string) => (href === "/account" ? path === href : path === href || path.startsWith(`${href}/`));
  return (
    <nav aria-label={t("label")} className="min-w-0 lg:sticky lg:top-10 lg:self-start" data-print="hide">
      <ul
        ref={list}
        className="scrollbar-none -mx-4 flex gap-x-6 overflow-x-auto border-b border-line px-4 lg:mx-0 lg:grid lg:gap-y-1 lg:border-0 lg:px-0"
      >
        {entries.map(({ href, key }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={isHere(href) ? "page" : undefined}
              className={cn(
                "-mb-px inline-flex h-11 items-center border-b-2 whitespace-nowrap transition-colors duration-150 lg:mb-0 lg:h-10 lg:border-b-0 lg:border-l-2 lg:pl-4",
                isHere(href) ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
              )}
            >
              {t(key)}
            </Link>
          </li>
        ))}
        <li className="lg:mt-5 lg:border-t lg:border-line lg:pt-4">
          <SignOutButton className="inline-flex h-11 items-center whitespace-nowrap text-muted hover:text-ink lg:h-10 lg:pl-[1.125rem]" />
        </li>
      </ul>
    </nav>
  );
}
