import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Thread } from "#components/help/thread.tsx";
import type { TicketDetail } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Facts, Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { AnswerForm } from "./answer-form.tsx";
import { TicketControls } from "./ticket-controls.tsx";

type TicketPageProps = { ticket: TicketDetail; mayAnswer: boolean; mayReadOrders: boolean; mayReadPartners: boolean };

/** One conversation: what was asked, what was answered, and what staff noted on it. */
export function TicketPage({ ticket, mayAnswer, mayReadOrders, mayReadPartners }: TicketPageProps) {
  const t = useTranslations("backoffice.tickets");
  const help = useTranslations("portal.help");
  const language = useTranslations("common.language");
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/admin/tickets" }]}
        title={<span className="break-words">{ticket.subject}</span>}
        aside={
          <>
            <Status of="ticket" value={ticket.status} />
            <span className="tabular text-muted">{ticket.number}</span>
          </>
        }
      />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 content-start gap-6">
          <Thread messages={ticket.messages} filesAt="admin/tickets/attachments" side="staff" />
          {mayAnswer && ticket.mayReply && <AnswerForm number={ticket.number} />}
        </div>
        <div className="grid content-start gap-6 md:max-xl:grid-cols-2">
          {mayAnswer && <TicketControls ticket={ticket} />}
          <Section title={t("facts")}>
            <Facts
              rows={[
                [
                  t("who"),
                  ticket.partnerId && mayReadPartners ? (
                    <Link key="w" href={`/admin/customers/${ticket.partnerId}`} className="underlined">
                      {ticket.name}
                    </Link>
                  ) : (
                    ticket.name
                  ),
                ],
                [
                  t("email"),
                  <span key="e" className="break-all">
                    {ticket.email}
                  </span>,
                ],
                [t("language"), language(ticket.locale)],
                [t("category"), help(`categories.${ticket.category}`)],
                ticket.orderNumber
                  ? [
                      t("order"),
                      mayReadOrders ? (
                        <Link key="o" href={`/admin/orders/${ticket.orderNumber}`} className="underlined tabular">
                          {ticket.orderNumber}
                        </Link>
                      ) : (
                        ticket.orderNumber
                      ),
                    ]
                  : null,
                ticket.product ? [t("product"), ticket.product.name] : null,
                [t("opened"), <RelativeTime key="c" at={ticket.createdAt} />],
                [
                  t("firstAnswer"),
                  ticket.firstAnswerAt ? <RelativeTime key="f" at={ticket.firstAnswerAt} /> : t("waits"),
                ],
              ]}
            />
          </Section>
        </div>
      </div>
    </>
  );
}
