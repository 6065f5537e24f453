import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";

const places = {
  journal: "/admin/accounting",
  balance: "/admin/accounting/balance",
  customers: "/admin/accounting/customers",
  aged: "/admin/accounting/aged",
  accounts: "/admin/accounting/accounts",
  exports: "/admin/accounting/exports",
} as const;
export type AccountingPlace = keyof typeof places;

/** The pages of the books, above each of them. */
export function AccountingNav({ current }: { current: AccountingPlace }) {
  const t = useTranslations("books.nav");
  return (
    <nav aria-label={t("label")} className="mb-4 border-b border-line print:hidden">
      <ul className="scrollbar-none -mb-px flex gap-5 overflow-x-auto">
        {(Object.keys(places) as AccountingPlace[]).map((place) => (
          <li key={place}>
            <Link
              href={places[place]}
              aria-current={place === current ? "page" : undefined}
              className={cn(
                "flex h-8 items-center border-b-2 border-transparent whitespace-nowrap text-muted hover:text-ink focus-visible:outline-offset-[-2px]",
                place === current && "border-ink font-medium text-ink",
              )}
            >
              {t(place)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
