import { useLocale, useTranslations } from "next-intl";
import type { Reachable, Safety } from "#server/modules/catalogue/maker-contract.ts";

/** Who makes it, who answers for it in the Union, what to beware of (Regulation (EU) 2023/988, article 19). */
export function ProductSafety({ safety }: { safety: Safety }) {
  const t = useTranslations("storefront.product.safety");
  const { maker, responsible, model, warnings } = safety;
  if (!maker && !responsible && !model && !warnings) return null;
  return (
    <section>
      <h2 className="mb-3 font-display text-2xl leading-tight">{t("title")}</h2>
      {warnings && <p className="mb-3 whitespace-pre-line text-pretty">{warnings}</p>}
      <dl className="text-[0.9375rem]">
        {maker && <Who role={t("maker")} of={maker} />}
        {responsible && <Who role={t("responsible")} of={responsible} />}
        {model && (
          <div className="flex items-baseline justify-between gap-6 border-b border-line py-2 first:border-t">
            <dt className="text-muted">{t("model")}</dt>
            <dd className="text-right">{model}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Who({ role, of }: { role: string; of: Reachable }) {
  const country = new Intl.DisplayNames([useLocale()], { type: "region" }).of(of.country);
  const web = of.contact.includes("://");
  return (
    <div className="flex items-baseline justify-between gap-6 border-b border-line py-2 first:border-t">
      <dt className="text-muted">{role}</dt>
      <dd className="text-right">
        {of.name}
        <span className="block">
          {of.line1}, {of.postcode} {of.city}, {country}
        </span>
        <a
          href={web ? of.contact : `mailto:${of.contact}`}
          {...(web && { rel: "noreferrer" })}
          className="underlined inline-flex min-h-6 items-center wrap-anywhere"
        >
          {of.contact.replace(/^https?:\/\//, "")}
        </a>
      </dd>
    </div>
  );
}
