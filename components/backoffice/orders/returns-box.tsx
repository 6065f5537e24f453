import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { OrderDetail } from "../dto.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";
import { CreateReturnButton } from "./create-return-button.tsx";

type ReturnsBoxProps = { order: OrderDetail; linked: boolean; mayOverride: boolean };

/** What comes back or came back, and the way to announce more. Absent until something has left. */
export function ReturnsBox({ order, linked, mayOverride }: ReturnsBoxProps) {
  const t = useTranslations("backoffice.returns");
  const mayCreate = order.actions.includes("create_return");
  if (order.returns.length === 0 && !mayCreate) return null;
  return (
    <Section
      title={t("title")}
      aside={mayCreate ? <CreateReturnButton order={order} mayOverride={mayOverride} /> : undefined}
    >
      {order.returns.length === 0 && <p className="text-muted">{t("noneOfOrder")}</p>}
      <ul className="grid divide-y divide-line">
        {order.returns.map((one) => (
          <li key={one.id} className="grid gap-1 py-2 first:pt-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {linked ? (
                <Link
                  href={`/admin/returns/${one.number}`}
                  className="underlined inline-flex min-h-6 items-center font-medium tabular"
                >
                  {one.number}
                </Link>
              ) : (
                <span className="font-medium tabular">{one.number}</span>
              )}
              <Status of="return" value={one.status} />
              <RelativeTime at={one.createdAt} className="text-muted" />
            </div>
            <ul className="grid gap-0.5 text-muted">
              {one.lines.map((line) => (
                <li key={line.name} className="flex gap-3">
                  <span className="w-8 shrink-0 text-right text-ink tabular">{line.quantity} ×</span>
                  <span>{line.name}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}
