import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** No such record, or none that this person may see. */
export function NotFoundState() {
  const t = useTranslations("backoffice.notFound");
  return (
    <EmptyState
      as="h1"
      className="[&_h1]:font-sans [&_h1]:text-base [&_h1]:font-semibold"
      title={t("title")}
      text={t("text")}
      action={<LinkButton href="/admin">{t("back")}</LinkButton>}
    />
  );
}
