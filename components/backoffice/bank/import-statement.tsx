"use client";

import { useTranslations } from "next-intl";
import { type ChangeEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ImportedLine, ImportResult } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { Amount } from "../shared/amount.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { Day } from "../shared/day.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";

const tones = {
  paid: "success",
  too_little: "warning",
  too_much: "warning",
  unmatched: "warning",
  known: "neutral",
  outgoing: "neutral",
  problem: "danger",
} as const satisfies Record<ImportedLine["state"], string>;

/** A bank statement in two steps: what would happen, row by row; then it does. */
export function ImportStatement() {
  const t = useTranslations("backoffice.bank");
  const trpc = useTRPC();
  const [csv, setCsv] = useState("");
  const [result, setResult] = useState<ImportResult | null>(null);
  const command = useCommand(trpc.admin.bank.importStatement.mutationOptions(), { onDone: setResult });
  const change = (text: string) => {
    setCsv(text);
    setResult(null);
    command.clear();
  };
  const read = async (event: ChangeEvent<HTMLInputElement>) => change((await event.target.files?.[0]?.text()) ?? "");
  const ready = result?.dryRun === true && result.counts.matched + result.counts.unmatched > 0;
  return (
    <>
      <PageHeader title={t("import")} trail={[{ label: t("title"), href: "/admin/bank" }]} />
      <div className="grid gap-6">
        <div className="grid max-w-3xl gap-4">
          <p className="text-muted">{t("importText")}</p>
          <Field label={t("file")} hint={t("fileHint")}>
            {(control) => <Input {...control} type="file" accept=".csv,text/csv" className="py-1.5" onChange={read} />}
          </Field>
          <Field label={t("paste")}>
            {(control) => (
              <Textarea
                {...control}
                rows={6}
                spellCheck={false}
                className="font-mono text-xs"
                value={csv}
                onChange={(event) => change(event.target.value)}
              />
            )}
          </Field>
          <CommandError command={command} />
          <div className="flex flex-wrap gap-2">
            <Button
              variant={ready ? undefined : "solid"}
              disabled={!csv.trim()}
              busy={command.busy && !ready}
              onClick={() => command.run({ csv, dryRun: true })}
            >
              {t("preview")}
            </Button>
            {ready && (
              <Button variant="solid" busy={command.busy} onClick={() => command.run({ csv, dryRun: false })}>
                {t("importConfirm", { count: result.counts.matched + result.counts.unmatched })}
              </Button>
            )}
          </div>
        </div>
        {result && <Result result={result} />}
      </div>
    </>
  );
}

function Result({ result }: { result: ImportResult }) {
  const t = useTranslations("backoffice.bank");
  return (
    <Section title={result.dryRun ? t("previewTitle") : t("resultTitle")}>
      <div role="status">
        <Alert tone={result.dryRun ? "info" : "success"}>
          <p>{t(result.dryRun ? "previewText" : "resultText", result.counts)}</p>
          {!result.dryRun && (
            <LinkButton href="/admin/bank" size="sm" className="mt-2 w-fit">
              {t("toLines")}
            </LinkButton>
          )}
        </Alert>
      </div>
      <DataTable
        caption={t("previewTitle")}
        rows={result.lines}
        rowKey={(line) => String(line.line)}
        columns={[
          { key: "line", header: t("row"), className: "tabular text-muted", cell: (line) => line.line },
          {
            key: "date",
            header: t("date"),
            className: "max-sm:hidden whitespace-nowrap",
            cell: (line) => line.bookedOn && <Day date={line.bookedOn} />,
          },
          { key: "text", header: t("text"), className: "max-w-72 break-words", cell: (line) => line.text },
          {
            key: "amount",
            header: t("amount"),
            numeric: true,
            cell: (line) => line.amount && <Amount value={line.amount} />,
          },
          {
            key: "state",
            header: t("effect"),
            cell: (line) => (
              <span className="flex flex-wrap items-center gap-x-2">
                <Badge tone={tones[line.state]}>{t(`states.${line.state}`)}</Badge>
                {line.orderNumber && <span className="tabular">{line.orderNumber}</span>}
                {line.problem && <span className="text-muted">{t(`problems.${line.problem}`)}</span>}
              </span>
            ),
          },
        ]}
        empty={<p className="py-2 text-muted">{t("noRows")}</p>}
      />
    </Section>
  );
}
