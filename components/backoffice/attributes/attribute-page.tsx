import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { inLocale } from "#server/kernel/localized.ts";
import { unitSign } from "#server/kernel/units.ts";
import type { AttributeRow, AttributeSetRow } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { Section } from "../shared/section.tsx";
import { EmptyList } from "../shared/states.tsx";
import { AttributeButton } from "./attribute-button.tsx";
import { SetButton } from "./set-button.tsx";

type AttributePageProps = {
  attributes: readonly AttributeRow[];
  sets: readonly AttributeSetRow[];
  locale: string;
};

/** What can be said of products, and which family or category says it. */
export function AttributePage({ attributes, sets, locale }: AttributePageProps) {
  const t = useTranslations("backoffice.attributes");
  const nameOf = new Map(attributes.map((attribute) => [attribute.id, inLocale(attribute.label, locale)]));
  return (
    <>
      <PageHeader title={t("title")} actions={<AttributeButton />} />
      <p className="mb-3 max-w-[70ch] text-muted">{t("intro")}</p>
      <DataTable
        caption={t("title")}
        rows={attributes}
        rowKey={(attribute) => attribute.id}
        columns={[
          {
            key: "label",
            header: t("label"),
            cell: (attribute) => (
              <span className="grid">
                <span className="font-medium">{inLocale(attribute.label, locale)}</span>
                <code className="text-xs text-muted">{attribute.key}</code>
              </span>
            ),
          },
          {
            key: "type",
            header: t("type"),
            cell: (attribute) => (
              <span className="flex flex-wrap items-center gap-1.5">
                {t(`types.${attribute.type}`)}
                {attribute.unit && <span className="text-muted">{unitSign(attribute.unit)}</span>}
                {attribute.filterable && <Badge>{t("filter")}</Badge>}
              </span>
            ),
          },
          {
            key: "choices",
            header: t("choices"),
            className: "max-md:hidden max-w-80 truncate text-muted",
            cell: (attribute) => attribute.choices.map((choice) => inLocale(choice.label, locale)).join(", "),
          },
          {
            key: "products",
            header: t("products"),
            numeric: true,
            className: "max-sm:hidden",
            cell: (attribute) => attribute.products,
          },
          {
            key: "change",
            header: t("change"),
            action: true,
            cell: (attribute) => <AttributeButton attribute={attribute} name={inLocale(attribute.label, locale)} />,
          },
        ]}
        empty={<EmptyList filtered={false} path="/admin/attributes" title={t("none")} />}
      />
      <Section title={t("sets")} className="mt-8">
        <p className="max-w-[70ch] text-muted">{t("setsText")}</p>
        <DataTable
          caption={t("sets")}
          rows={sets}
          rowKey={(set) => `${set.kind}-${set.id}`}
          columns={[
            {
              key: "owner",
              header: t("owner"),
              cell: (set) => (
                <span style={{ paddingInlineStart: `${set.depth}rem` }}>
                  {set.name} <span className="text-muted">{t(`kinds.${set.kind}`)}</span>
                </span>
              ),
            },
            {
              key: "uses",
              header: t("asks"),
              cell: (set) => (
                <span className="whitespace-normal">
                  {set.uses
                    .map((use) => `${nameOf.get(use.attributeId)}${use.required ? " *" : ""}`)
                    .concat(
                      set.inherited.map((use) =>
                        t("from", { name: nameOf.get(use.attributeId) ?? "", from: use.from }),
                      ),
                    )
                    .join(" · ") || <span className="text-muted">–</span>}
                </span>
              ),
            },
            {
              key: "change",
              header: t("change"),
              action: true,
              cell: (set) => <SetButton set={set} attributes={attributes} locale={locale} />,
            },
          ]}
          empty={null}
        />
      </Section>
    </>
  );
}
