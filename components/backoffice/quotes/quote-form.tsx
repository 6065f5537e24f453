"use client";
import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { formatMoney, type Money } from "#server/kernel/money.ts";
import type { QuoteCustomer, QuoteDetail } from "#server/modules/quotes/contract.ts";
import { CommandError } from "../shared/command-error.tsx";
import { majorText, readMajor } from "../shared/major.ts";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { ArticlePick, CustomerPick } from "./search-pick.tsx";

type Line = {
  variantId: string;
  name: string;
  sku: string;
  list: Money;
  quantity: string;
  price: string;
  /** Per cent off the list, in place of a price; empty: the price counts. */
  discount: string;
  note: string;
};

const linesOf = (quote: QuoteDetail): Line[] =>
  quote.lines.map(({ variantId, name, description, sku, listPrice, price, quantity, note }) => ({
    ...{
      variantId,
      sku,
      list: listPrice ?? price,
      quantity: String(quantity),
      price: majorText(price),
      discount: "",
      note: note ?? "",
    },
    name: [name, description].filter(Boolean).join(" · "),
  }));

type FieldKey = "quantity" | "discount" | "price" | "note";

/** "12,5" → 12.5; null for what is no share of a price. */
function readPercent(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,3}(\.\d{1,2})?$/.test(plain) && Number(plain) <= 100 ? Number(plain) : null;
}
const isWrong = ({ discount }: Line): boolean => discount.trim() !== "" && readPercent(discount) === null;

/** What the list price less so many per cent comes to, for reading; the server works it out from the exact price. */
const priceOff = ({ minor, currency }: Money, percent: number): string =>
  majorText({ minor: Math.round((minor * (10_000 - Math.round(percent * 100))) / 10_000), currency });

type LineProps = { line: Line; onChange: (line: Line) => void; onRemove: () => void };
function LineRow({ line, onChange, onRemove }: LineProps) {
  const t = useTranslations("backoffice.quotes");
  const locale = useLocale();
  const { name } = line;
  const change = (key: FieldKey, text: string): Line => {
    if (key === "price") return { ...line, price: text, discount: "" };
    if (key !== "discount") return { ...line, [key]: text };
    const percent = readPercent(text);
    return { ...line, discount: text, ...(percent !== null && { price: priceOff(line.list, percent) }) };
  };
  const field = (key: FieldKey, label: string, width: string) => (
    <span className={`grid gap-1 text-xs text-muted ${width}`}>
      <span aria-hidden>{t(key)}</span>
      <Input
        aria-label={label}
        inputMode={key === "note" ? undefined : "decimal"}
        maxLength={key === "note" ? 300 : 14}
        aria-invalid={(key === "discount" && isWrong(line)) || undefined}
        value={line[key]}
        onChange={(event) => onChange(change(key, event.target.value))}
      />
    </span>
  );
  return (
    <li className="flex flex-wrap items-end gap-3 py-3">
      <span className="min-w-48 flex-1 self-center">
        <span className="font-medium">{name}</span>
        <span className="block text-xs text-muted">
          {`${line.sku} · ${t("list", { price: formatMoney(line.list, locale) })}`}
        </span>
      </span>
      {field("quantity", `${t("quantity")}: ${name}`, "w-20")}
      {field("discount", `${t("discount")}: ${name}`, "w-20")}
      {field("price", `${t("price")}: ${name}`, "w-28")}
      {field("note", `${t("note")}: ${name}`, "w-48")}
      <Button size="icon" variant="ghost" aria-label={t("remove", { name })} onClick={onRemove}>
        <Trash2 aria-hidden className="size-4" />
      </Button>
    </li>
  );
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** An offer being written: for whom, what at which price, how it goes, until when. */
export function QuoteForm({ quote }: { quote?: QuoteDetail }) {
  const t = useTranslations("backoffice.quotes");
  const trpc = useTRPC();
  const router = useRouter();
  const hydrated = useHydrated();
  const [customer, setCustomer] = useState<QuoteCustomer | null>(null);
  const [lines, setLines] = useState<Line[]>(quote ? linesOf(quote) : []);
  const [method, setMethod] = useState(quote?.shippingMethod.code ?? "");
  const [shipping, setShipping] = useState(quote ? majorText(quote.shipping) : "0.00");
  const [until, setUntil] = useState(quote?.validUntil ?? inDays(30));
  const [terms, setTerms] = useState(quote?.terms ?? "");
  const methods = useQuery(trpc.admin.quotes.methods.queryOptions());
  const save = useCommand(trpc.admin.quotes.save.mutationOptions(), { done: t("saved") });
  const draft = useCommand(trpc.admin.quotes.draft.mutationOptions(), {
    done: t("saved"),
    onDone: ({ id }) => router.push(`/admin/quotes/${id}`),
  });
  const command = quote ? save : draft;
  const currency = quote?.total.currency ?? lines[0]?.list.currency ?? "EUR";
  const companyId = quote ? (quote.partner.company ? quote.partner.id : undefined) : customer?.company?.id;
  const shippingMinor = readMajor(shipping, currency)?.minor ?? null;
  const offered = lines.map((line) => ({
    variantId: line.variantId,
    quantity: Number(line.quantity.replace(",", ".")),
    price: readMajor(line.price, currency),
    discount: readPercent(line.discount),
    wrong: isWrong(line),
    ...(line.note.trim() && { note: line.note.trim() }),
  }));
  const ready =
    (quote || customer) &&
    lines.length > 0 &&
    shippingMinor !== null &&
    until &&
    offered.every(({ quantity, price, wrong }) => price && quantity > 0 && !wrong);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || shippingMinor === null) return;
    const content = {
      lines: offered.map(({ price, discount, wrong: _, ...line }) => ({
        ...line,
        offer:
          discount === null ? { unitPrice: majorText(price ?? { minor: 0, currency }) } : { discountPercent: discount },
      })),
      ...{ shippingMethod: method || (methods.data?.[0]?.code ?? ""), shippingMinor, validUntil: until },
      ...(terms.trim() && { terms: terms.trim() }),
    };
    if (quote) save.run({ id: quote.id, revision: quote.revision, ...content });
    else if (customer) draft.run({ userId: customer.userId, companyId: customer.company?.id ?? null, ...content });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-6">
      {!quote && (
        <Section title={t("for")}>
          {customer ? (
            <p className="flex flex-wrap items-center gap-3">
              <span>{`${customer.name} · ${customer.company?.name ?? t("asPerson")}`}</span>
              <Button size="sm" variant="ghost" onClick={() => setCustomer(null)}>
                {t("change")}
              </Button>
            </p>
          ) : (
            <CustomerPick onPick={setCustomer} />
          )}
        </Section>
      )}
      <Section title={t("articles")}>
        {lines.length > 0 && (
          <ul className="grid divide-y divide-line">
            {lines.map((line) => (
              <LineRow
                key={line.variantId}
                line={line}
                onChange={(next) => setLines(lines.map((one) => (one.variantId === next.variantId ? next : one)))}
                onRemove={() => setLines(lines.filter((one) => one !== line))}
              />
            ))}
          </ul>
        )}
        <ArticlePick
          companyId={companyId}
          onPick={({ variantId, name, description, sku, price }) => {
            if (lines.some((line) => line.variantId === variantId)) return;
            const full = [name, description].filter(Boolean).join(" · ");
            setLines([
              ...lines,
              {
                variantId,
                sku,
                name: full,
                list: price,
                quantity: "1",
                price: majorText(price),
                discount: "",
                note: "",
              },
            ]);
          }}
        />
      </Section>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("shippingMethod")} required>
          {(control) => (
            <Select {...control} value={method} onChange={(event) => setMethod(event.target.value)}>
              {methods.data?.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("shippingPrice")} required>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              maxLength={12}
              value={shipping}
              onChange={(event) => setShipping(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("validUntil")} required>
          {(control) => (
            <Input {...control} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
          )}
        </Field>
      </div>
      <Field label={t("terms")} required={false}>
        {(control) => (
          <Textarea {...control} maxLength={2_000} value={terms} onChange={(event) => setTerms(event.target.value)} />
        )}
      </Field>
      <CommandError command={command} />
      <div>
        <Button
          type="submit"
          variant={quote ? "secondary" : "primary"}
          busy={command.busy}
          disabled={!hydrated || !ready}
        >
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
