import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "./class-names.ts";

/** Where this page sits; the last item is the page itself and no link. */
export function Breadcrumb({ items, className }: { items: { label: string; href?: string }[]; className?: string }) {
  const t = useTranslations("common.breadcrumb");
  return (
    <nav aria-label={t("label")} className={cn("text-[0.8125rem] text-muted", className)}>
      <ol className="flex flex-wrap items-center gap-x-2">
        {items.map((item, i) => (
          <li key={item.label} className="flex items-center gap-2">
            {i > 0 && (
              <span aria-hidden className="text-edge">
                /
              </span>
            )}
            {item.href ? (
              <Link href={item.href} className="inline-flex min-h-6 items-center hover:text-ink hover:underline">
                {item.label}
              </Link>
            ) : (
              <span aria-current="page" className="text-ink">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
