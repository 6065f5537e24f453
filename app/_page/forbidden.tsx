import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** Staff without the permission: says so plainly, and where to go instead. */
export function Forbidden() {
  const t = useTranslations("auth.forbidden");
  return (
    <EmptyState
      as="h1"
      icon={<Lock aria-hidden />}
      title={t("title")}
      text={t("text")}
      action={<LinkButton href="/admin">{t("back")}</LinkButton>}
    />
  );
}
