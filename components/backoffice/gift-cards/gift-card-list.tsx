import { useTranslations } from "next-intl";
import type { GiftCardPage } from "../dto.ts";
import { DataTable } from "../list/data-table.tsx";
import type { ListState } from "../list/list-state.ts";
import { Pager } from "../list/pager.tsx";
import { Amount } from "../shared/amount.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { EmptyList } from "../shared/states.tsx";
import { Status } from "../shared/status.tsx";
import { IssueGiftCardButton } from "./issue-gift-card-button.tsx";
import { SwitchGiftCardButton } from "./switch-gift-card-button.tsx";

const path = "/admin/gift-cards";

/** The cards issued and what is left on each. Codes are known to their holders only. */
export function GiftCardList({ state, page, mayIssue }: { state: ListState; page: GiftCardPage; mayIssue: boolean }) {
  const t = useTranslations("backoffice.giftCards");
  return (
    <>
      <PageHeader title={t("title")} actions={mayIssue && <IssueGiftCardButton currency={page.currency} />} />
      <DataTable
        caption={t("title")}
        rows={page.items}
        rowKey={(card) => card.id}
        columns={[
          {
            key: "ending",
            header: t("card"),
            cell: (card) => (
              <span className="grid max-sm:py-1.5">
                <span className="tabular font-medium">…{card.ending}</span>
                {card.note && <span className="max-w-48 truncate text-xs text-muted">{card.note}</span>}
              </span>
            ),
          },
          { key: "balance", header: t("balance"), numeric: true, cell: (card) => <Amount value={card.balance} /> },
          {
            key: "issued",
            header: t("issued"),
            numeric: true,
            className: "max-sm:hidden text-muted",
            cell: (card) => <Amount value={card.issued} />,
          },
          {
            key: "status",
            header: t("status"),
            cell: (card) => <Status of="giftCard" value={card.active ? "active" : "inactive"} />,
          },
          {
            key: "expires",
            header: t("expires"),
            className: "max-md:hidden whitespace-nowrap text-muted",
            cell: (card) => (card.expiresAt ? <RelativeTime at={card.expiresAt} /> : "—"),
          },
          {
            key: "since",
            header: t("since"),
            className: "max-md:hidden whitespace-nowrap text-muted",
            cell: (card) => <RelativeTime at={card.createdAt} />,
          },
          {
            key: "switch",
            header: t("change"),
            action: true,
            cell: (card) => mayIssue && <SwitchGiftCardButton card={card} />,
          },
        ]}
        empty={<EmptyList filtered={false} path={path} title={t("none")} />}
      />
      <Pager path={path} state={state} nextCursor={page.nextCursor} count={page.items.length} />
    </>
  );
}
