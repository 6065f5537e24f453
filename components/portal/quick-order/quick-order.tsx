"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ChangeEvent, type FormEvent, useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { quickOrderChars } from "#server/modules/sales/contract-quick.ts";
import { ArticleFinder } from "./article-finder.tsx";
import { QuickPreview } from "./quick-preview.tsx";

/** Ordering by list: rows are typed, found, or read from a file; looked at with prices and stock; then added at once. */
export function QuickOrder() {
  const t = useTranslations("portal.quickOrder");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const hydrated = useHydrated();
  const message = useErrorMessage();
  const [text, setText] = useState("");
  const [fileProblem, setFileProblem] = useState(false);
  const preview = useMutation(trpc.shop.quickOrder.preview.mutationOptions());
  const add = useMutation(
    trpc.shop.quickOrder.add.mutationOptions({
      onSuccess: async (cart) => {
        setText("");
        preview.reset();
        await queries.invalidateQueries(trpc.shop.cart.pathFilter());
        toast({ title: t("added", { count: cart.lines.length }) });
      },
    }),
  );
  const change = (next: string) => {
    setText(next.slice(0, quickOrderChars));
    preview.reset();
    add.reset();
  };
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = "";
    if (!file) return;
    setFileProblem(file.size > quickOrderChars);
    if (file.size <= quickOrderChars) change(await file.text());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) preview.mutate({ text });
  };
  const good = preview.data?.rows.flatMap(({ variantId, quantity, problem }) =>
    variantId && quantity !== null && problem === null ? [{ variantId, quantity }] : [],
  );
  const error = preview.error ?? add.error;
  return (
    <div className="grid gap-8">
      {error && <Alert tone="danger">{message(error)}</Alert>}
      {add.isSuccess && (
        <Alert tone="success">
          {t("inBasket")}{" "}
          <Link href="/cart" className="underlined">
            {t("toBasket")}
          </Link>
        </Alert>
      )}
      <ArticleFinder onPick={(sku) => change(`${text.trimEnd()}${text.trim() ? "\n" : ""}${sku} 1\n`)} />
      <form onSubmit={submit} className="grid max-w-2xl gap-4">
        <Field label={t("list")} hint={t("listHint")}>
          {(control) => (
            <Textarea
              {...control}
              name="list"
              rows={8}
              spellCheck={false}
              autoCapitalize="characters"
              className="font-mono"
              value={text}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("file")} hint={t("fileHint")} error={fileProblem ? t("fileTooLarge") : undefined}>
          {(control) => (
            <Input {...control} type="file" accept=".csv,.txt,text/csv,text/plain" className="py-2" onChange={read} />
          )}
        </Field>
        <div>
          <Button type="submit" variant="solid" busy={preview.isPending} disabled={!hydrated || !text.trim()}>
            {t("check")}
          </Button>
        </div>
      </form>
      {preview.data && good && (
        <QuickPreview
          list={preview.data}
          good={good.length}
          busy={add.isPending}
          onAdd={() => add.mutate({ lines: good })}
        />
      )}
    </div>
  );
}
