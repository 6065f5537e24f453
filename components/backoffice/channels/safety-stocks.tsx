"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { ChannelSettings } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { readQuantity } from "../stock/quantity-text.ts";

/** Single articles of which the channel leaves more for others, over all its places. */
export function SafetyStocks({ channel, mayWrite }: { channel: ChannelSettings; mayWrite: boolean }) {
  const t = useTranslations("backoffice.channels");
  const trpc = useTRPC();
  const [sku, setSku] = useState("");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const command = useCommand(trpc.admin.channels.setSafetyStock.mutationOptions(), {
    done: t("saved"),
    onDone: () => {
      setSku("");
      setText("");
      setTried(false);
    },
  });
  const quantity = readQuantity(text);
  const wrongQuantity = quantity === null || quantity <= 0;
  const seen = { code: channel.code, version: channel.version };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!sku.trim() || quantity === null || wrongQuantity) {
      event.currentTarget.querySelector<HTMLElement>(`[name=${sku.trim() ? "quantity" : "sku"}]`)?.focus();
      return;
    }
    command.run({ ...seen, sku: sku.trim(), quantity });
  };

  return (
    <Section title={t("variantSafety")}>
      <p className="text-muted">{t("variantSafetyText")}</p>
      {channel.safetyStocks.length > 0 && (
        <Table caption={t("variantSafety")}>
          <TableHead>
            <tr>
              <TableHeader>{t("article")}</TableHeader>
              <TableHeader numeric>{t("safetyStock")}</TableHeader>
              {mayWrite && (
                <TableHeader>
                  <span className="sr-only">{t("actions")}</span>
                </TableHeader>
              )}
            </tr>
          </TableHead>
          <TableBody>
            {channel.safetyStocks.map((row) => (
              <TableRow key={row.variantId}>
                <TableCell>
                  {row.productName} <span className="text-muted tabular">{row.sku}</span>
                </TableCell>
                <TableCell numeric>{row.quantity}</TableCell>
                {mayWrite && (
                  <TableCell className="text-right">
                    <Button
                      variant="link"
                      aria-label={t("removeOf", { sku: row.sku })}
                      onClick={() => command.run({ ...seen, sku: row.sku, quantity: 0 })}
                    >
                      {t("remove")}
                    </Button>
                  </TableCell>
                )}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {mayWrite && (
        <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-3">
          <Field label={t("sku")} required error={tried && !sku.trim() ? t("skuMissing") : undefined}>
            {(control) => (
              <Input
                {...control}
                name="sku"
                autoComplete="off"
                maxLength={60}
                value={sku}
                onChange={(event) => setSku(event.target.value)}
              />
            )}
          </Field>
          <Field label={t("safetyStock")} required error={tried && wrongQuantity ? t("safetyInvalid") : undefined}>
            {(control) => (
              <Input
                {...control}
                name="quantity"
                inputMode="decimal"
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.target.value)}
                className="w-28 text-right tabular"
              />
            )}
          </Field>
          <Button type="submit" className="mt-6.5" busy={command.busy}>
            {t("add")}
          </Button>
        </form>
      )}
      <CommandError command={command} />
    </Section>
  );
}
