import { useTranslations } from "next-intl";
import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import { type Actor, can } from "#server/access/actor.ts";
import type { HomeSummary } from "../dto.ts";
import { Amount } from "../shared/amount.tsx";
import { MediaThumb } from "../shared/media-thumb.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { Section } from "../shared/section.tsx";

/** What needs someone today. Every figure leads to the rows behind it; figures of areas that the role does not open stay away. */
export function HomePage({ summary, actor }: { summary: HomeSummary; actor: Pick<Actor, "roles" | "name"> }) {
  const t = useTranslations("backoffice.home");
  const orders = can(actor, "sales.order.read");
  const deliveries = can(actor, "fulfilment.delivery.read");
  const work = [
    deliveries && {
      label: t("toPick"),
      value: summary.toPick,
      href: "/admin/deliveries?queue=to_pick",
      tone: "warning",
    },
    deliveries && {
      label: t("toShip"),
      value: summary.toShip,
      href: "/admin/deliveries?status=packed",
      tone: "warning",
    },
    deliveries && { label: t("late"), value: summary.late, href: "/admin/deliveries?queue=late", tone: "danger" },
    can(actor, "invoicing.invoice.read") && {
      label: t("toInvoice"),
      value: summary.toInvoice,
      href: "/admin/invoices?status=draft",
      tone: "warning",
    },
    orders && {
      label: t("awaitingPayment"),
      value: summary.awaitingPayment,
      href: "/admin/orders?status=awaiting_payment",
      tone: null,
    },
    can(actor, "platform.job.read") && {
      label: t("failedJobs"),
      value: summary.failedJobs,
      href: "/admin/jobs",
      tone: "danger",
    },
  ].filter((tile) => tile !== false);
  return (
    <>
      <PageHeader title={t("hello", { name: actor.name?.split(" ")[0] ?? "" })} />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid content-start gap-6">
          {work.length > 0 && (
            <Section title={t("work")}>
              <ul className="-mt-2 grid grid-cols-2 border-l border-line sm:grid-cols-3">
                {work.map((tile) => (
                  <li key={tile.label} className="border-r border-b border-line">
                    <Link
                      href={tile.href}
                      className="grid gap-0.5 px-4 py-3 hover:bg-sunk focus-visible:outline-offset-[-2px]"
                    >
                      <span className="text-muted">{tile.label}</span>
                      <span
                        className={cn(
                          "text-2xl leading-tight font-semibold tabular",
                          tile.value === 0 && "font-normal text-muted",
                          tile.value > 0 && tile.tone === "danger" && "text-danger",
                          tile.value > 0 && tile.tone === "warning" && "text-warning",
                        )}
                      >
                        {tile.value}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {orders && (
            <Section title={t("today")}>
              <Link
                href="/admin/orders"
                className="flex flex-wrap gap-x-12 gap-y-2 py-1 hover:bg-sunk focus-visible:outline-offset-[-2px]"
              >
                <Figure label={t("revenue")} value={<Amount value={summary.revenueToday} />} />
                <Figure label={t("orders")} value={<span className="tabular">{summary.ordersToday}</span>} />
              </Link>
            </Section>
          )}
        </div>
        {can(actor, "stock.level.read") && (
          <Section
            title={t("lowStock")}
            aside={
              <Link href="/admin/stock" className="underlined">
                {t("allStock")}
              </Link>
            }
          >
            {summary.lowStock.length === 0 ? (
              <p className="text-muted">{t("stockFine")}</p>
            ) : (
              <ul className="grid divide-y divide-line">
                {summary.lowStock.map((item) => (
                  <li key={item.variantId}>
                    <Link
                      href={`/admin/stock?query=${encodeURIComponent(item.sku)}`}
                      className="flex items-center gap-3 py-1.5 hover:bg-sunk focus-visible:outline-offset-[-2px]"
                    >
                      <MediaThumb mediaKey={item.mediaKey} size={28} />
                      <span className="min-w-0 grow">
                        <span className="block truncate">{item.name}</span>
                        <span className="block text-xs text-muted tabular">{item.sku}</span>
                      </span>
                      <span className={cn("font-medium tabular", item.available <= 0 ? "text-danger" : "text-warning")}>
                        {t("left", { count: item.available })}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )}
      </div>
    </>
  );
}

function Figure({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <span className="grid gap-0.5">
      <span className="text-muted">{label}</span>
      <span className="text-2xl leading-tight font-semibold">{value}</span>
    </span>
  );
}
