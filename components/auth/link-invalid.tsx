import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";

/** The link is broken: says so and offers a new one. */
export function LinkInvalid({
  again,
}: {
  again: "/sign-in" | "/register" | "/sign-in/forgot" | "/account/profile" | "/account/privacy";
}) {
  const t = useTranslations("auth.linkInvalid");
  return (
    <>
      <h1 className="display text-5xl">{t("title")}</h1>
      <p className="text-pretty">{t("text")}</p>
      <div>
        <LinkButton href={again} variant="primary">
          {t("again")}
        </LinkButton>
      </div>
    </>
  );
}
