import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Chart } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { Section } from "../shared/section.tsx";
import { AccountButton } from "./account-button.tsx";
import { AccountingNav } from "./accounting-nav.tsx";
import { AddRoleButton } from "./add-role-button.tsx";
import { RoleRow } from "./role-row.tsx";

/** The chart of accounts, and which account plays which part in the entries to come. */
export function ChartPage({ chart, mayWrite }: { chart: Chart; mayWrite: boolean }) {
  const t = useTranslations("books.accounts");
  const locale = useLocale() === "en" ? "en" : "fr";
  const choices = chart.accounts
    .filter((account) => account.active)
    .map((account) => ({ code: account.code, name: account.name[locale] }));
  return (
    <>
      <PageHeader title={t("title")} />
      <AccountingNav current="accounts" />
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-2">
        <Section title={t("accounts")} aside={mayWrite && <AccountButton />} className="min-w-0">
          <Table caption={t("accounts")}>
            <TableHead className="border-line text-xs">
              <tr className="h-7">
                <TableHeader>{t("code")}</TableHeader>
                <TableHeader>{t("name")}</TableHeader>
                <TableHeader className="max-sm:hidden">{t("kind")}</TableHeader>
                {mayWrite && (
                  <TableHeader>
                    <span className="sr-only">{t("edit")}</span>
                  </TableHeader>
                )}
              </tr>
            </TableHead>
            <TableBody>
              {chart.accounts.map((account) => (
                <TableRow key={account.code}>
                  <TableCell className="font-medium tabular">{account.code}</TableCell>
                  <TableCell>
                    {account.name[locale]} {!account.active && <Badge>{t("inactive")}</Badge>}
                  </TableCell>
                  <TableCell className="text-muted max-sm:hidden">{t(`kinds.${account.kind}`)}</TableCell>
                  {mayWrite && (
                    <TableCell className="text-right">
                      <AccountButton account={account} />
                    </TableCell>
                  )}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Section>
        <Section title={t("roles")} aside={mayWrite && <AddRoleButton choices={choices} />} className="min-w-0">
          <p className="max-w-prose text-muted">{t("rolesText")}</p>
          <ul className="divide-y divide-line">
            {chart.roles.map((role) => (
              <RoleRow key={role.role} role={role} choices={choices} mayWrite={mayWrite} />
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}
