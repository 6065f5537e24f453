import { getTranslations } from "next-intl/server";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export default async function NotFound() {
  const t = await getTranslations("common");
  return (
    <EmptyState
      as="h1"
      className="py-28"
      title={t("notFound.title")}
      text={t("notFound.text")}
      action={<LinkButton href="/">{t("actions.home")}</LinkButton>}
    />
  );
}
