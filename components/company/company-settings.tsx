"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Company } from "#server/modules/companies/contract.ts";

/** How the members of a company order. */
export function CompanySettings({ company, as }: { company: Company; as: "member" | "staff" }) {
  const t = useTranslations("portal.company");
  const actions = useTranslations("common.actions");
  const trpc = useTRPC();
  const router = useRouter();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const [referenceRequired, setReference] = useState(company.referenceRequired);
  const [ownApproval, setOwn] = useState(company.ownApproval);
  const api = as === "staff" ? trpc.admin.companies : trpc.account.companies;
  const save = useMutation(
    api.setSettings.mutationOptions({
      onSuccess: () => toast({ title: t("settingsSaved") }),
      onSettled: () => router.refresh(),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ companyId: company.id, version: company.version, referenceRequired, ownApproval });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {save.error && <Alert tone="danger">{message(save.error)}</Alert>}
      <Checkbox
        name="referenceRequired"
        label={t("referenceRequired")}
        description={t("referenceRequiredHint")}
        checked={referenceRequired}
        onChange={(event) => setReference(event.target.checked)}
      />
      <Checkbox
        name="ownApproval"
        label={t("ownApproval")}
        description={t("ownApprovalHint")}
        checked={ownApproval}
        onChange={(event) => setOwn(event.target.checked)}
      />
      <div>
        <Button type="submit" busy={save.isPending} disabled={!hydrated}>
          {actions("save")}
        </Button>
      </div>
    </form>
  );
}
