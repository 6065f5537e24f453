import { getTranslations } from "next-intl/server";
import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { Conversation } from "#components/help/conversation.tsx";
import { BackLink } from "#components/portal/back-link.tsx";
import { ListSkeleton } from "#components/portal/portal-skeletons.tsx";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("help");

export default definePage<{ locale: string; number: string }>(
  "account.ticket.own",
  async ({ api, params }) => {
    const [t, ticket] = await Promise.all([
      getTranslations("portal.help"),
      orNotFound(api.account.tickets.get({ number: params.number })),
    ]);
    return (
      <div className="grid gap-5">
        <BackLink href="/account/help">{t("title")}</BackLink>
        <Conversation
          ticket={ticket}
          of={{ number: ticket.number }}
          orderHref={ticket.orderNumber && `/account/orders/${ticket.orderNumber}`}
        />
      </div>
    );
  },
  { fallback: <ListSkeleton /> },
);
