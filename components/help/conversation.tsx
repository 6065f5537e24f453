import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import type { TicketDetail, TicketStatus } from "#server/modules/tickets/contract.ts";
import { ReplyForm } from "./reply-form.tsx";
import { Thread } from "./thread.tsx";

export const ticketTones = {
  open: "info",
  waiting: "warning",
  solved: "success",
  closed: "neutral",
} as const satisfies Record<TicketStatus, BadgeTone>;

type ConversationProps = { ticket: TicketDetail; of: { number: string } | { token: string }; orderHref: string | null };

/** A question with its answers, as who asked reads it. */
export function Conversation({ ticket, of, orderHref }: ConversationProps) {
  const t = useTranslations("portal.help");
  const filesAt = "token" in of ? `help/${of.token}/attachments` : "account/tickets/attachments";
  return (
    <div className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="display text-4xl break-words lg:text-5xl">{ticket.subject}</h1>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Badge tone={ticketTones[ticket.status]}>{t(`status.${ticket.status}`)}</Badge>
          <span className="tabular text-muted">{ticket.number}</span>
          {ticket.orderNumber &&
            (orderHref ? (
              <Link href={orderHref} className="underlined">
                {t("aboutOrder", { number: ticket.orderNumber })}
              </Link>
            ) : (
              <span>{t("aboutOrder", { number: ticket.orderNumber })}</span>
            ))}
          {ticket.product && (
            <Link href={`/products/${ticket.product.slug}`} className="underlined">
              {ticket.product.name}
            </Link>
          )}
        </p>
      </header>
      <Thread messages={ticket.messages} filesAt={filesAt} side="customer" />
      {ticket.mayReply ? <ReplyForm of={of} /> : <Alert tone="info">{t("closedText")}</Alert>}
    </div>
  );
}
