import { UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, Suspense } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { BuyingFor } from "./buying-for.tsx";
import { CartButton } from "./cart-button.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { MenuButton } from "./menu-button.tsx";
import { SearchBox } from "./search-box.tsx";
import { SearchToggle } from "./search-toggle.tsx";
import type { Category } from "./types.ts";
import { WishlistLink } from "./wishlist-link.tsx";
import { Wordmark } from "./wordmark.tsx";

/** The top of every shop page. It reads no session; `links` (the families) stream into the static shell. */
export function Header({ links }: { links: ReactNode }) {
  const t = useTranslations("storefront.header");
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper" data-print="hide">
      <div className="page flex h-16 items-center gap-x-3 lg:h-20 lg:gap-x-8">
        {/* What follows the address waits where the address is not yet known: in shells shared by many addresses. */}
        <Suspense fallback={<span className="-ml-2.5 size-11 lg:hidden" />}>
          <MenuButton />
        </Suspense>
        <Link href="/" aria-label={t("home")} className="mr-auto lg:mr-0">
          <Wordmark className="max-[400px]:text-[1.5rem]" />
        </Link>
        <nav aria-label={t("nav")} className="mr-auto hidden h-11 lg:block">
          {links}
        </nav>
        <SearchBox className="hidden w-56 xl:block" />
        <div className="flex items-center">
          <BuyingFor />
          <Suspense fallback={<span className="size-11 xl:hidden" />}>
            <SearchToggle className="xl:hidden" />
          </Suspense>
          <Suspense fallback={<span className="hidden h-9 min-w-9 sm:inline-flex" />}>
            <LanguageSwitch className="text-[0.875rem] max-sm:hidden" />
          </Suspense>
          <Link
            href="/account"
            prefetch={false}
            aria-label={t("account")}
            className="hidden size-11 place-items-center hover:opacity-70 sm:grid"
          >
            <UserRound aria-hidden className="size-5.5 stroke-[1.5]" />
          </Link>
          <WishlistLink className="relative grid size-11 place-items-center hover:opacity-70 max-[379px]:hidden" />
          <Suspense fallback={<span className="size-11" />}>
            <CartButton />
          </Suspense>
        </div>
      </div>
    </header>
  );
}

/** The families in the header. */
export function HeaderLinks({ categories }: { categories: Pick<Category, "slug" | "name">[] }) {
  return (
    <ul className="flex gap-x-[clamp(0.75rem,1.6vw,1.75rem)]">
      {categories.map((category) => (
        <li key={category.slug}>
          <Link
            href={`/categories/${category.slug}`}
            className="inline-flex h-11 items-center text-[0.9375rem] whitespace-nowrap decoration-1 underline-offset-8 hover:underline"
          >
            {category.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
