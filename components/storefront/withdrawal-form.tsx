"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { type ContractInput, contractInput, type Receipt } from "#server/modules/withdrawals/contract.ts";
import { WithdrawalReceipt } from "./withdrawal-receipt.tsx";
import { WithdrawalStatement } from "./withdrawal-statement.tsx";

/** Withdrawing in two steps, without an account: which contract, then what of it, confirmed. */
export function WithdrawalForm() {
  const trpc = useTRPC();
  const message = useErrorMessage();
  const [contract, setContract] = useState<ContractInput | null>(null);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const find = useMutation(trpc.shop.withdrawals.find.mutationOptions());
  const top = useRef<HTMLDivElement>(null);
  const step = receipt ? "receipt" : contract && find.data ? "statement" : "contract";
  // Each step begins at its top, for eyes and for screen readers.
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) top.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <div ref={top} tabIndex={-1} className="grid gap-6 outline-none">
      {receipt ? (
        <WithdrawalReceipt receipt={receipt} />
      ) : contract && find.data ? (
        <WithdrawalStatement
          contract={contract}
          of={find.data}
          onBack={() => {
            setContract(null);
            find.reset();
          }}
          onDone={setReceipt}
        />
      ) : (
        <ContractStep
          busy={find.isPending}
          onFind={(given) => {
            setContract(given);
            find.mutate({ contract: given });
          }}
        />
      )}
      {!receipt && find.error && <Alert tone="danger">{message(find.error)}</Alert>}
    </div>
  );
}

function ContractStep({ busy, onFind }: { busy: boolean; onFind: (contract: ContractInput) => void }) {
  const t = useTranslations("storefront.withdrawal");
  const validation = useTranslations("common.validation");
  // An order's page names its number in the address.
  const number = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const named = decodeURIComponent(window.location.hash.slice(1));
    if (number.current && !number.current.value && /^[\w-]{3,40}$/.test(named)) number.current.value = named;
  }, []);
  const { form, error } = useForm(contractInput, (field) => validation(field === "email" ? "email" : "required"));
  return (
    <form {...form(onFind)} className="grid gap-5">
      <Field label={t("number")} required hint={t("numberHint")} error={error("number")}>
        {(control) => (
          <Input
            {...control}
            ref={number}
            name="number"
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={40}
          />
        )}
      </Field>
      <Field label={t("email")} required hint={t("emailHint")} error={error("email")}>
        {(control) => (
          <Input {...control} name="email" type="email" inputMode="email" autoComplete="email" maxLength={254} />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="w-fit">
        {t("continue")}
      </Button>
    </form>
  );
}
