"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { QuantityStepper } from "#components/ui/quantity-stepper.tsx";
import { useForm } from "#components/ui/use-form.ts";
import {
  type ContractInput,
  declarant,
  type Receipt,
  type Withdrawable,
} from "#server/modules/withdrawals/contract.ts";

type StatementProps = {
  contract: ContractInput;
  of: Withdrawable;
  onBack: () => void;
  onDone: (receipt: Receipt) => void;
};

/** The second step: what of the order, by whom, where the receipt goes; confirmed with the words of the law. */
export function WithdrawalStatement({ contract, of, onBack, onDone }: StatementProps) {
  const t = useTranslations("storefront.withdrawal");
  const exclusions = useTranslations("common.returnExclusion");
  const format = useFormatter();
  const trpc = useTRPC();
  const message = useErrorMessage();
  const validation = useTranslations("common.validation");
  const { form, error } = useForm(declarant, (field) => validation(field === "email" ? "email" : "required"));
  const declare = useMutation(trpc.shop.withdrawals.declare.mutationOptions({ onSuccess: onDone }));
  const [units, setUnits] = useState(() => new Map(of.lines.map((line) => [line.orderLineId, line.quantity])));
  const [noneChosen, setNoneChosen] = useState(false);
  const set = (id: string, quantity: number) => {
    setNoneChosen(false);
    setUnits((before) => new Map(before).set(id, quantity));
  };
  const lines = [...units].flatMap(([orderLineId, quantity]) => (quantity > 0 ? [{ orderLineId, quantity }] : []));
  const back = (
    <Button variant="ghost" onClick={onBack} className="w-fit">
      {t("back")}
    </Button>
  );
  if (of.found && !of.consumer) return <Refused title={t("companyTitle")} text={t("companyText")} back={back} />;
  const excluded = of.excluded.length > 0 && (
    <Alert tone="info" title={t("excludedTitle")}>
      <ul>
        {of.excluded.map((line) => (
          <li key={line.orderLineId}>
            {line.name}. {exclusions(line.exclusion)}
          </li>
        ))}
      </ul>
    </Alert>
  );
  if (of.found && of.lines.length === 0) {
    return (
      <>
        {excluded}
        <Refused title={t("nothingTitle")} text={t("nothingText")} back={back} />
      </>
    );
  }
  return (
    <form
      {...form((who) => {
        if (of.found && lines.length === 0) return setNoneChosen(true);
        declare.mutate({ contract, ...who, ...(of.found && { lines }) });
      })}
      className="grid gap-6"
    >
      <h2 className="display text-3xl">{t("order", { number: of.number })}</h2>
      {!of.found && (
        <Alert tone="info" title={t("unknownTitle")}>
          {t("unknownText")}
        </Alert>
      )}
      {of.late && (
        <Alert tone="warning">
          {t("late", { day: format.dateTime(new Date(of.lastDay ?? ""), { dateStyle: "long", timeZone: "UTC" }) })}
        </Alert>
      )}
      {of.lastDay && !of.late && (
        <p className="text-muted">
          {t("until", { day: format.dateTime(new Date(of.lastDay), { dateStyle: "long", timeZone: "UTC" }) })}
        </p>
      )}
      {excluded}
      {of.lines.length > 0 && (
        <fieldset className="grid gap-2">
          <legend className="mb-2 font-medium">{t("what")}</legend>
          <ul className="divide-y divide-line border-y border-line">
            {of.lines.map((line) => {
              const chosen = units.get(line.orderLineId) ?? 0;
              return (
                <li key={line.orderLineId} className="flex flex-wrap items-center justify-between gap-3 py-3">
                  <Checkbox
                    className="min-w-0 grow"
                    label={line.name}
                    description={line.exclusion && exclusions(line.exclusion)}
                    checked={chosen > 0}
                    onChange={(event) => set(line.orderLineId, event.target.checked ? line.quantity : 0)}
                  />
                  {line.quantity > 1 && chosen > 0 ? (
                    <QuantityStepper
                      size="sm"
                      of={line.name}
                      value={chosen}
                      max={line.quantity}
                      onChange={(quantity) => set(line.orderLineId, quantity)}
                    />
                  ) : (
                    <span className="tabular text-muted">{t("pieces", { count: line.quantity })}</span>
                  )}
                </li>
              );
            })}
          </ul>
          {noneChosen && (
            <p role="alert" className="text-danger">
              {t("noneChosen")}
            </p>
          )}
        </fieldset>
      )}
      <Field label={t("name")} required error={error("name")}>
        {(control) => <Input {...control} name="name" autoComplete="name" maxLength={120} />}
      </Field>
      <Field label={t("receiptTo")} required hint={t("receiptToHint")} error={error("email")}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={254}
            defaultValue={contract.email}
          />
        )}
      </Field>
      <p className="text-sm text-muted text-pretty">{t("whatFollows")}</p>
      {declare.error && <Alert tone="danger">{message(declare.error)}</Alert>}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" size="lg" busy={declare.isPending}>
          {t("confirm")}
        </Button>
        {back}
      </div>
    </form>
  );
}

function Refused({ title, text, back }: { title: string; text: string; back: React.ReactNode }) {
  return (
    <>
      <Alert tone="info" title={title}>
        {text}
      </Alert>
      {back}
    </>
  );
}
