"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import type { Quotable, QuoteCustomer } from "#server/modules/quotes/contract.ts";
import { Amount } from "../shared/amount.tsx";

function useTyped() {
  const [typed, setTyped] = useState("");
  const query = useDebounced(typed.trim(), 200);
  return { typed, setTyped, query, enabled: query.length >= 2 };
}

type SearchFieldProps = {
  label: string;
  hint: string;
  required?: boolean;
  typed: string;
  onType: (typed: string) => void;
};

const SearchField = ({ label, hint, required = false, typed, onType }: SearchFieldProps) => (
  <Field label={label} required={required} hint={hint}>
    {(control) => (
      <Input
        {...control}
        type="search"
        autoComplete="off"
        maxLength={80}
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
    )}
  </Field>
);

/** Whom a quote is for: persons, and members of companies. */
export function CustomerPick({ onPick }: { onPick: (customer: QuoteCustomer) => void }) {
  const t = useTranslations("backoffice.quotes");
  const { typed, setTyped, query, enabled } = useTyped();
  const found = useQuery(useTRPC().admin.quotes.customers.queryOptions({ query }, { enabled }));
  return (
    <div className="grid gap-2">
      <SearchField label={t("findCustomer")} hint={t("findCustomerHint")} required typed={typed} onType={setTyped} />
      {enabled &&
        found.data?.map((customer) => (
          <Button
            key={`${customer.userId} ${customer.company?.id}`}
            size="sm"
            className="justify-self-start"
            onClick={() => onPick(customer)}
          >
            {`${customer.name} · ${customer.company?.name ?? t("asPerson")}`}
          </Button>
        ))}
    </div>
  );
}

/** Articles to put on a quote, with what its customer pays today. */
export function ArticlePick({
  companyId,
  onPick,
}: {
  companyId: string | undefined;
  onPick: (article: Quotable) => void;
}) {
  const t = useTranslations("backoffice.quotes");
  const { typed, setTyped, query, enabled } = useTyped();
  const found = useQuery(
    useTRPC().admin.quotes.articles.queryOptions({ query, ...(companyId && { companyId }) }, { enabled }),
  );
  return (
    <div className="grid gap-2">
      <SearchField label={t("findArticle")} hint={t("findArticleHint")} typed={typed} onType={setTyped} />
      {enabled &&
        found.data?.map((article) => (
          <div key={article.variantId} className="flex flex-wrap items-center gap-3">
            <span className="min-w-0 flex-1">
              {[article.name, article.description, article.sku].filter(Boolean).join(" · ")}
            </span>
            <Amount value={article.price} />
            <Button
              size="sm"
              aria-label={t("add", { name: `${article.name} ${article.sku}` })}
              onClick={() => {
                onPick(article);
                setTyped("");
              }}
            >
              {t("add", { name: article.sku })}
            </Button>
          </div>
        ))}
    </div>
  );
}
