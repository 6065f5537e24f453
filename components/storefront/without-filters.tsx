import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { Without } from "#server/modules/catalogue/contract.ts";
import { type ListState, listHref } from "./list-url.ts";

type WithoutFiltersProps = { path: string; state: ListState; without: readonly Without[] };

/** Ways out of a list that filters have emptied: each gives up one choice, and says what there is then. */
export function WithoutFilters({ path, state, without }: WithoutFiltersProps) {
  const t = useTranslations("storefront.list");
  return (
    <ul className="grid justify-items-center gap-1">
      {without.map(({ key, label, count }) => {
        const { [key]: _, ...filters } = state.filters;
        return (
          <li key={key}>
            <Link href={listHref(path, { ...state, filters })} className="inline-flex min-h-9 items-center underline">
              {t("without", { name: label, count })}
            </Link>
          </li>
        );
      })}
      <li>
        <Link
          href={listHref(path, { ...state, filters: {} })}
          className="inline-flex min-h-9 items-center text-muted underline"
        >
          {t("clear")}
        </Link>
      </li>
    </ul>
  );
}
