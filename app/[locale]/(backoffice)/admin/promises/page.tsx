import { definePage } from "#app/_page/define-page.tsx";
import { parseListState } from "#components/backoffice/list/list-state.ts";
import { KeptPromises } from "#components/backoffice/promises/kept-promises.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { keptPeriods } from "#server/modules/fulfilment/contract-promise.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("promises");

export default definePage(
  "fulfilment.promise.read",
  async ({ actor, api, searchParams }) => {
    const state = parseListState(searchParams, ["days", "locationCode", "method"]);
    const days = keptPeriods.find((period) => String(period) === state.values.days) ?? 30;
    const { locationCode, method } = state.values;
    const [all, chosen] = await Promise.all([
      api.admin.shipping.kept({ days }),
      api.admin.shipping.kept({ days, locationCode, method }),
    ]);
    return <KeptPromises state={state} all={all} chosen={chosen} linked={can(actor, "fulfilment.delivery.read")} />;
  },
  { fallback: <ListSkeleton /> },
);
