import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { TrialBalance as Balance } from "../dto.ts";
import type { ListState } from "../list/list-state.ts";
import { Amount } from "../shared/amount.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { EmptyList } from "../shared/states.tsx";
import { AccountingNav } from "./accounting-nav.tsx";
import { PeriodForm } from "./period-form.tsx";

const path = "/admin/accounting/balance";

/** Every account with what went to its two sides. The two totals are the same, or the books are wrong. */
export function TrialBalance({ state, balance }: { state: ListState; balance: Balance }) {
  const t = useTranslations("books.balance");
  const even = balance.totals.every(({ debit, credit }) => debit.minor === credit.minor);
  return (
    <>
      <PageHeader title={t("title")} />
      <AccountingNav current="balance" />
      <PeriodForm names={["from", "until"]} values={state.values} />
      {balance.rows.length === 0 ? (
        <EmptyList
          filtered={Boolean(state.values.from || state.values.until)}
          path={path}
          title={t("none")}
          text={t("noneText")}
        />
      ) : (
        <>
          <Table caption={t("title")}>
            <TableHead>
              <tr>
                <TableHeader>{t("account")}</TableHeader>
                <TableHeader className="max-sm:hidden">{t("name")}</TableHeader>
                <TableHeader numeric>{t("debit")}</TableHeader>
                <TableHeader numeric>{t("credit")}</TableHeader>
                <TableHeader numeric className="max-sm:hidden">
                  {t("balance")}
                </TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {balance.rows.map((row) => (
                <TableRow key={`${row.account.code} ${row.debit.currency}`}>
                  <TableCell>
                    <Link
                      href={`/admin/accounting?account=${row.account.code}`}
                      className="underlined inline-flex min-h-6 items-center tabular"
                    >
                      {row.account.code}
                    </Link>
                    <span className="block max-w-36 truncate text-xs text-muted sm:hidden">{row.account.name}</span>
                  </TableCell>
                  <TableCell className="max-sm:hidden">{row.account.name}</TableCell>
                  <TableCell numeric>
                    <Amount value={row.debit} />
                  </TableCell>
                  <TableCell numeric>
                    <Amount value={row.credit} />
                  </TableCell>
                  <TableCell numeric className="max-sm:hidden">
                    <Amount value={row.balance} />
                  </TableCell>
                </TableRow>
              ))}
              {balance.totals.map((total) => (
                <TableRow key={total.debit.currency} className="border-t-2 border-edge font-semibold">
                  <TableCell>{t("total")}</TableCell>
                  <TableCell className="max-sm:hidden">{total.debit.currency}</TableCell>
                  <TableCell numeric>
                    <Amount value={total.debit} />
                  </TableCell>
                  <TableCell numeric>
                    <Amount value={total.credit} />
                  </TableCell>
                  <TableCell numeric className="max-sm:hidden">
                    <Amount value={{ minor: total.debit.minor - total.credit.minor, currency: total.debit.currency }} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Alert tone={even ? "success" : "danger"} className="mt-4">
            {even ? t("even") : t("uneven")}
          </Alert>
        </>
      )}
    </>
  );
}
