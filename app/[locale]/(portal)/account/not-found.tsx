import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** Not there, or not this reader's: the same words for both. */
export default function PortalNotFound() {
  const t = useTranslations("portal.notFound");
  return (
    <EmptyState
      as="h1"
      icon={<SearchX aria-hidden />}
      title={t("title")}
      text={t("text")}
      action={<LinkButton href="/account/orders">{t("back")}</LinkButton>}
    />
  );
}
