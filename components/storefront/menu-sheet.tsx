"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { useLateQuery } from "#components/trpc/late-api.ts";
import { Sheet, SheetContent } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { SearchBox } from "./search-box.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { useReader } from "./use-reader.ts";

const BuyingForChoice = dynamic(() => import("./buying-for-menu.tsx").then((m) => m.BuyingForChoice), { ssr: false });

/** Families, account and preferences, at the thumb's side. */
export function MenuSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("storefront");
  const data = useLateQuery("families", ({ trpc }) =>
    trpc.shop.catalogue.categories.queryOptions(undefined, { staleTime: 600_000 }),
  );
  const reader = useReader();
  const close = () => onOpenChange(false);
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent title={t("header.menu")} side="left">
        <SearchBox className="mb-6" onDone={close} />
        <nav aria-label={t("header.nav")}>
          {data ? (
            <ul className="grid">
              {data
                .filter((category) => category.parentId === null)
                .map((category) => (
                  <li key={category.slug}>
                    <Link
                      href={`/categories/${category.slug}`}
                      onClick={close}
                      className="block py-2 font-display text-3xl leading-tight"
                    >
                      {category.name}
                    </Link>
                  </li>
                ))}
            </ul>
          ) : (
            <div className="grid gap-4 py-2">
              {["w-32", "w-24", "w-40", "w-36", "w-44", "w-28"].map((width) => (
                <Skeleton key={width} className={`h-8 ${width}`} />
              ))}
            </div>
          )}
        </nav>
        <ul className="mt-8 grid border-t border-line pt-5">
          <li>
            <Link href="/account" prefetch={false} onClick={close} className="flex min-h-10 items-center">
              {t("footer.account")}
            </Link>
          </li>
          <li>
            <Link href="/wishlist" prefetch={false} onClick={close} className="flex min-h-10 items-center">
              {t("wishlist.title")}
            </Link>
          </li>
          <li>
            <Link href="/order" prefetch={false} onClick={close} className="flex min-h-10 items-center">
              {t("footer.track")}
            </Link>
          </li>
        </ul>
        {reader?.member && (
          <div className="mt-5 border-t border-line pt-5 empty:hidden">
            <BuyingForChoice />
          </div>
        )}
        <div className="mt-6 flex items-center justify-between gap-4 border-t border-line pt-5 text-sm">
          <LanguageSwitch long />
          <ThemeSwitch />
        </div>
      </SheetContent>
    </Sheet>
  );
}
