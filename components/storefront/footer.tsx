import { useTranslations } from "next-intl";
import { type ReactNode, Suspense } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { Wordmark } from "./wordmark.tsx";

/** The foot of every shop page; `links` (the families) stream into the static shell. */
export function Footer({ links }: { links: ReactNode }) {
  const t = useTranslations("storefront.footer");
  const journal = useTranslations("content.shop");
  const columns = [
    {
      title: t("help"),
      links: [
        { href: "/stores", label: t("stores") },
        { href: "/order", label: t("track") },
        { href: "/shipping", label: t("shipping") },
        { href: "/help", label: t("contact") },
        { href: "/withdrawal", label: t("withdrawal") },
        { href: "/account", label: t("account") },
      ],
    },
    {
      title: t("house"),
      links: [
        { href: "/journal", label: journal("title") },
        { href: "/legal", label: t("legal") },
        { href: "/terms", label: t("terms") },
        { href: "/privacy", label: t("privacy") },
        { href: "/proof", label: t("proof") },
      ],
    },
  ];
  return (
    <footer className="mt-24 border-t border-line bg-sunk lg:mt-32">
      <div className="page grid gap-x-8 grid-cols-2 gap-y-12 py-14 lg:grid-cols-[2fr_1fr_1fr_1fr] lg:py-20">
        <div className="col-span-2 grid content-start gap-4 lg:col-span-1">
          <Wordmark className="text-[2.25rem]" />
          <p className="max-w-[34ch] text-muted text-pretty">{t("claim")}</p>
        </div>
        <nav aria-label={t("shop")} className="min-h-56">
          <h2 className="mb-3 font-medium">{t("shop")}</h2>
          {links}
        </nav>
        {columns.map((column) => (
          <nav key={column.title} aria-label={column.title}>
            <h2 className="mb-3 font-medium">{column.title}</h2>
            <ul>
              {column.links.map((link) => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    prefetch={false}
                    className="inline-flex min-h-8 items-center text-muted hover:text-ink hover:underline"
                  >
                    {link.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
      <div className="page flex flex-wrap items-center justify-between gap-x-8 gap-y-4 border-t border-line py-5 text-sm text-muted">
        <p>{t("demo")}</p>
        <div className="flex items-center gap-5">
          <Suspense fallback={null}>
            <LanguageSwitch long className="px-1" />
          </Suspense>
          <ThemeSwitch />
        </div>
      </div>
    </footer>
  );
}

/** The families in the footer. */
export function FooterLinks({ categories }: { categories: { slug: string; name: string }[] }) {
  return (
    <ul>
      {categories.map((category) => (
        <li key={category.slug}>
          <Link
            href={`/categories/${category.slug}`}
            prefetch={false}
            className="inline-flex min-h-8 items-center text-muted hover:text-ink hover:underline"
          >
            {category.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
