import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import type { OrderDetail } from "../dto.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { Status } from "../shared/status.tsx";

/** What the buyer says is wrong; absent while nothing is. */
export function ClaimsBox({ order, linked }: { order: OrderDetail; linked: boolean }) {
  const t = useTranslations("backoffice.claims");
  if (order.claims.length === 0) return null;
  return (
    <Section title={t("title")}>
      <ul className="grid divide-y divide-line">
        {order.claims.map((one) => (
          <li key={one.id} className="grid gap-1 py-2 first:pt-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {linked ? (
                <Link
                  href={`/admin/claims/${one.number}`}
                  className="underlined inline-flex min-h-6 items-center font-medium tabular"
                >
                  {one.number}
                </Link>
              ) : (
                <span className="font-medium tabular">{one.number}</span>
              )}
              <Status of="claim" value={one.status} />
              <RelativeTime at={one.createdAt} className="text-muted" />
            </div>
            <p className="text-muted">
              {t(`kinds.${one.kind}`)} · {one.lines.map((line) => `${line.quantity} × ${line.name}`).join(", ")}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
