import { definePage } from "#app/_page/define-page.tsx";
import { ProgrammePage } from "#components/backoffice/loyalty/programme-page.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("loyalty");

export default definePage(
  "loyalty.account.read",
  async ({ actor, api }) => (
    <ProgrammePage stand={await api.admin.loyalty.get()} editable={can(actor, "loyalty.programme.write")} />
  ),
  { fallback: <ListSkeleton /> },
);
