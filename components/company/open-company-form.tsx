"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { createCompanyInput } from "#server/modules/companies/contract.ts";

/** Opens an account for one's company; its VAT number is checked with the register. */
export function OpenCompanyForm() {
  const t = useTranslations("portal.company");
  const wrong = useTranslations("common.validation");
  const router = useRouter();
  const queries = useQueryClient();
  const hydrated = useHydrated();
  const message = useErrorMessage();
  const open = useMutation(
    useTRPC().account.companies.open.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries();
        toast({ title: t("opened") });
        router.refresh();
      },
    }),
  );
  const fields = useForm(createCompanyInput, (field, value) =>
    field === "name" && value ? t("nameWrong") : wrong("required"),
  );
  const text = (name: "name" | "vatNumber" | "registration", required: boolean, hint?: string) => (
    <Field label={t(`fields.${name}`)} required={required} hint={hint} error={fields.error(name)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          maxLength={name === "name" ? 120 : 30}
          autoComplete={name === "name" ? "organization" : "off"}
        />
      )}
    </Field>
  );
  return (
    <form
      {...fields.form(({ name, vatNumber, registration }) =>
        open.mutate({ name, ...(vatNumber && { vatNumber }), ...(registration && { registration }) }),
      )}
      className="grid max-w-md gap-5"
    >
      {open.error && <Alert tone="danger">{message(open.error)}</Alert>}
      {text("name", true)}
      {text("vatNumber", false, t("fields.vatHint"))}
      {text("registration", false)}
      <div>
        <Button type="submit" variant="primary" busy={open.isPending} disabled={!hydrated}>
          {t("open")}
        </Button>
      </div>
    </form>
  );
}
