import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { UserPage } from "#components/backoffice/users/user-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

type Params = { locale: string; id: string };

export const generateMetadata = titled("users");

export default definePage<Params>("identity.user.read", async ({ actor, api, params }) => {
  const [user, places] = await Promise.all([
    orNotFound(api.admin.users.get({ id: params.id })),
    can(actor, "stock.level.read") ? api.admin.stock.locations() : [],
  ]);
  return (
    <UserPage
      user={user}
      places={places.filter((place) => place.kind === "store" || place.kind === "warehouse")}
      mayWrite={can(actor, "identity.user.write")}
      isSelf={user.id === actor.userId}
      mayReadPartners={can(actor, "partners.partner.read")}
    />
  );
});
