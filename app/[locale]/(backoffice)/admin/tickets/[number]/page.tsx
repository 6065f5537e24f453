import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { TicketPage } from "#components/backoffice/tickets/ticket-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

export const generateMetadata = titled("tickets");

export default definePage<{ locale: string; number: string }>("tickets.ticket.read", async ({ actor, api, params }) => {
  const ticket = await orNotFound(api.admin.tickets.get({ number: params.number }));
  return (
    <TicketPage
      ticket={ticket}
      mayAnswer={can(actor, "tickets.ticket.answer")}
      mayReadOrders={can(actor, "sales.order.read")}
      mayReadPartners={can(actor, "partners.partner.read")}
    />
  );
});
