import { definePage } from "#app/_page/define-page.tsx";
import { JournalList } from "#components/backoffice/accounting/journal-list.tsx";
import { currentCursor, oneOf, pageSize, parseListState } from "#components/backoffice/list/list-state.ts";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { accountPrefix, dayOr, journals } from "#server/modules/accounting/contract.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("accounting");

export default definePage(
  "accounting.journal.read",
  async ({ api, locale, searchParams }) => {
    const state = parseListState(searchParams, ["journal", "account", "from", "to", "query", "partnerId"]);
    const { values } = state;
    const [page, chart] = await Promise.all([
      api.admin.accounting.journal({
        journal: oneOf(values.journal, journals),
        account: accountPrefix(values.account),
        from: dayOr(values.from),
        to: dayOr(values.to),
        query: values.query,
        partnerId: values.partnerId?.slice(0, 40),
        cursor: currentCursor(state),
        limit: pageSize(state),
      }),
      api.admin.accounting.chart(),
    ]);
    return (
      <JournalList
        state={state}
        rows={page.items}
        accounts={chart.accounts}
        locale={locale}
        nextCursor={page.nextCursor}
      />
    );
  },
  { fallback: <ListSkeleton /> },
);
