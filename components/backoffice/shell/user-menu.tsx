"use client";

import { ArrowUpRight, LogOut } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Link, usePathname, useRouter } from "#app/_i18n/navigation.ts";
import { useSignOut } from "#components/auth/use-sign-out.ts";
import { applyTheme, readTheme, type Theme } from "#components/storefront/theme.ts";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { type Locale, locales } from "#server/kernel/locales.ts";
import type { Staff } from "./session.tsx";

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? "")
    .join("");

/** Name, roles, language, the way to the shop and out. */
export function UserMenu({ staff }: { staff: Staff }) {
  const t = useTranslations("backoffice");
  const language = useTranslations("common.language");
  const locale = useLocale();
  const path = usePathname();
  const router = useRouter();
  const signOut = useSignOut();
  const look = useTranslations("common.theme");
  const [theme, setTheme] = useState<Theme>("system");
  const staffRoles = staff.roles.filter((role) => role !== "guest" && role !== "customer");
  return (
    <DropdownMenu onOpenChange={(open) => open && setTheme(readTheme())}>
      <DropdownMenuTrigger className="grid size-8 place-items-center rounded-full bg-line text-xs font-semibold text-ink">
        <span aria-hidden>{initials(staff.name)}</span>
        <span className="sr-only">{t("shell.account", { name: staff.name })}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <div className="px-2.5 py-1.5">
          <p className="truncate text-sm font-medium">{staff.name}</p>
          <p className="truncate text-xs text-muted">{staff.email}</p>
          <p className="mt-1 text-xs text-muted">{staffRoles.map((role) => t(`roles.${role}.name`)).join(" · ")}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{language("label")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={locale}
          onValueChange={(next) => router.replace(`${path}${window.location.search}`, { locale: next as Locale })}
        >
          {locales.map((each) => (
            <DropdownMenuRadioItem key={each} value={each}>
              <span lang={each}>{language(each)}</span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{look("label")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={theme}
          onValueChange={(next) => {
            applyTheme(next as Theme);
            setTheme(next as Theme);
          }}
        >
          {(["system", "light", "dark"] as const).map((each) => (
            <DropdownMenuRadioItem key={each} value={each}>
              {look(each)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/">
            <ArrowUpRight aria-hidden />
            {t("shell.toShop")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          {t("shell.signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
