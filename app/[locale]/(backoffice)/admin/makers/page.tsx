import { definePage } from "#app/_page/define-page.tsx";
import { MakerList } from "#components/backoffice/makers/maker-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../_title.ts";

export const generateMetadata = titled("makers");

export default definePage(
  "catalogue.product.read",
  async ({ actor, api }) => {
    const { makers, brands } = await api.admin.makers.list();
    return <MakerList makers={makers} brands={brands} mayWrite={can(actor, "catalogue.product.write")} />;
  },
  { fallback: <ListSkeleton /> },
);
