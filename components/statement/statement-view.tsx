import { Download, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Link } from "#app/_i18n/navigation.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Price } from "#components/ui/price.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Money } from "#server/kernel/money.ts";
import { ageBands, type Statement } from "#server/modules/accounting/contract-statement.ts";
import { StatementPeriod } from "./statement-period.tsx";

type StatementViewProps = {
  statement: Statement;
  /** Where the files of it are, without a period. */
  files: { pdf: string; csv: string };
  /** Where one document and one order are read; null: nowhere for this reader. */
  documentHref(type: string, ref: string): string | null;
  orderHref(number: string): string | null;
  /** In place of the plain list of what is open. */
  open?: ReactNode;
  pages: ReactNode;
};

const useDay = () => {
  const format = useFormatter();
  return (date: string) => format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
};

/** A customer's account: what is owed today and how late it is, then every document of a period with the balance after it. */
export function StatementView(props: StatementViewProps) {
  const { statement, files, open, pages } = props;
  const t = useTranslations("portal.statement");
  const day = useDay();
  const { from, until, currency } = statement;
  const query = new URLSearchParams({ from, until, currency });
  return (
    <div className="grid gap-10">
      <Standing statement={statement} />
      {open ?? (statement.open.length > 0 && <OpenItems {...props} />)}
      <section aria-labelledby="movements" className="grid gap-4">
        <div className="flex flex-wrap items-end justify-between gap-4">
          <h2 id="movements" className="text-xl font-semibold">
            {t("movements", { from: day(from), until: day(until) })}
          </h2>
          <div className="flex flex-wrap gap-2" data-print="hide">
            <a href={`${files.pdf}?${query}`} target="_blank" rel="noreferrer" className={buttonStyle()}>
              <FileText aria-hidden />
              {t("pdf")}
            </a>
            <a href={`${files.csv}?${query}`} download className={buttonStyle()}>
              <Download aria-hidden />
              {t("csv")}
            </a>
          </div>
        </div>
        <StatementPeriod statement={statement} />
        <Movements {...props} />
        {pages}
      </section>
    </div>
  );
}

function Standing({ statement }: { statement: Statement }) {
  const t = useTranslations("portal.statement");
  const { balance, inFavour, ageing } = statement;
  const facts: [string, Money][] = [
    ...ageBands.map((band): [string, Money] => [t(`bands.${band}`), ageing[band]]),
    [t("inFavour"), inFavour],
  ];
  return (
    <section aria-labelledby="standing" className="grid gap-4">
      <h2 id="standing" className="flex flex-wrap items-baseline gap-x-4 text-xl font-semibold">
        {t(balance.minor > 0 ? "owed" : balance.minor < 0 ? "favour" : "nothing")}
        {balance.minor !== 0 && <Price amount={{ ...balance, minor: Math.abs(balance.minor) }} />}
      </h2>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 xl:grid-cols-6">
        {facts.map(([label, amount]) => (
          <div key={label} className="grid gap-0.5 border-t border-line pt-2">
            <dt className="text-sm text-muted">{label}</dt>
            <dd>
              <Price amount={amount} className={amount.minor > 0 ? "font-medium" : "text-muted"} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function OpenItems({ statement, documentHref }: StatementViewProps) {
  const t = useTranslations("portal.statement");
  const day = useDay();
  return (
    <section aria-labelledby="open" className="grid gap-4">
      <h2 id="open" className="text-xl font-semibold">
        {t("open")}
      </h2>
      <Table caption={t("open")}>
        <TableHead>
          <tr>
            <TableHeader>{t("columns.document")}</TableHeader>
            <TableHeader>{t("columns.due")}</TableHeader>
            <TableHeader numeric>{t("columns.late")}</TableHeader>
            <TableHeader numeric>{t("columns.open")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {statement.open.map((item) => (
            <TableRow key={item.number}>
              <TableCell>
                <Document href={documentHref("invoice", item.number)}>{item.number}</Document>
                {item.disputed && <Badge className="ml-2">{t("disputed")}</Badge>}
              </TableCell>
              <TableCell className="whitespace-nowrap">{day(item.dueDate)}</TableCell>
              <TableCell numeric className={item.daysLate > 0 ? "text-danger" : "text-muted"}>
                {t("days", { days: item.daysLate })}
              </TableCell>
              <TableCell numeric>
                <Price amount={item.open} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function Document({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href) return <span className="tabular">{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer" className="underlined tabular whitespace-nowrap">
      {children}
    </a>
  );
}

function Movements({ statement, documentHref, orderHref }: StatementViewProps) {
  const t = useTranslations("portal.statement");
  const day = useDay();
  const { rows, opening, closing } = statement;
  const side = (amount: Money, sign: 1 | -1) =>
    amount.minor * sign > 0 ? <Price amount={{ ...amount, minor: amount.minor * sign }} /> : null;
  // On a phone there are three columns: the rest stands below the document.
  const sum = (label: string, amount: Money) => (
    <TableRow>
      <TableCell colSpan={2} className="font-medium">
        {label}
      </TableCell>
      <TableCell colSpan={3} className="max-md:hidden" />
      <TableCell numeric className="font-medium">
        <Price amount={amount} />
      </TableCell>
    </TableRow>
  );
  return (
    <Table caption={t("table")}>
      <TableHead>
        <tr>
          <TableHeader>{t("columns.date")}</TableHeader>
          <TableHeader>{t("columns.document")}</TableHeader>
          <TableHeader className="max-md:hidden">{t("columns.order")}</TableHeader>
          <TableHeader numeric className="max-md:hidden">
            {t("columns.debit")}
          </TableHeader>
          <TableHeader numeric className="max-md:hidden">
            {t("columns.credit")}
          </TableHeader>
          <TableHeader numeric>{t("columns.balance")}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {sum(t("opening"), opening)}
        {rows.items.map((row) => {
          const order = orderHref(row.orderNumber);
          return (
            <TableRow key={row.id}>
              <TableCell className="md:whitespace-nowrap">{day(row.date)}</TableCell>
              <TableCell className="md:whitespace-nowrap">
                {t(`types.${row.type}`)} <Document href={documentHref(row.type, row.ref)}>{row.ref}</Document>
                <span className="block text-sm text-muted md:hidden">
                  {row.orderNumber} · {t(row.settled ? "settled" : "unsettled")}
                  <br />
                  {t(row.amount.minor > 0 ? "columns.debit" : "columns.credit")}{" "}
                  <Price amount={{ ...row.amount, minor: Math.abs(row.amount.minor) }} />
                </span>
              </TableCell>
              <TableCell className="whitespace-nowrap max-md:hidden">
                {order ? (
                  <Link href={order} className="underlined tabular">
                    {row.orderNumber}
                  </Link>
                ) : (
                  row.orderNumber
                )}{" "}
                <span className="text-sm text-muted">{t(row.settled ? "settled" : "unsettled")}</span>
              </TableCell>
              <TableCell numeric className="max-md:hidden">
                {side(row.amount, 1)}
              </TableCell>
              <TableCell numeric className="max-md:hidden">
                {side(row.amount, -1)}
              </TableCell>
              <TableCell numeric>
                <Price amount={row.balance} />
              </TableCell>
            </TableRow>
          );
        })}
        {sum(t("closing"), closing)}
      </TableBody>
    </Table>
  );
}
