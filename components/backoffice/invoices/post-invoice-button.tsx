"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import type { ButtonStyle } from "#components/ui/button-style.ts";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Gives the draft its number, for good. When it worked the button goes away with the draft. */
export function PostInvoiceButton({ id, variant = "primary" }: { id: string; variant?: ButtonStyle["variant"] }) {
  const t = useTranslations("backoffice.invoice");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.invoices.post.mutationOptions(), { done: t("posted") });
  return (
    <ConfirmButton
      label={t("post")}
      title={t("postTitle")}
      text={t("postText")}
      confirm={t("post")}
      variant={variant}
      command={command}
      onConfirm={() => command.run({ id })}
    />
  );
}
