"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { ReasonButton } from "../shared/reason-button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Takes an entry back and posts its document again by today's accounts; asks why, because the books will. */
export function CorrectEntryButton({ id, number }: { id: string; number: string }) {
  const t = useTranslations("books.entry");
  const trpc = useTRPC();
  const router = useRouter();
  const command = useCommand(trpc.admin.accounting.correct.mutationOptions(), {
    done: t("corrected"),
    onDone: (entry) => router.push(`/admin/accounting/entries/${entry.id}`),
  });
  return (
    <ReasonButton
      label={t("correct")}
      title={t("correctTitle", { number })}
      text={t("correctText")}
      reason={t("correctReason")}
      hint={t("correctHint")}
      missing={t("correctMissing")}
      keep={t("keep")}
      confirm={t("correctConfirm")}
      confirmVariant="solid"
      length={[3, 300]}
      command={command}
      onConfirm={(reason, close) => command.run({ id, reason }, close)}
    />
  );
}
