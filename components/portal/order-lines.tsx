import { useTranslations } from "next-intl";
import { Photo } from "#components/storefront/photo.tsx";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";

type Item = {
  key: string;
  name: string;
  description?: string | null;
  quantity: number;
  media?: OrderDetail["lines"][number]["media"];
};

/** Names and quantities with their small photograph. */
export function OrderLines({ items, aside }: { items: readonly Item[]; aside?: (item: Item) => React.ReactNode }) {
  const t = useTranslations("portal.order");
  return (
    <ul className="grid gap-3">
      {items.map((item) => (
        <li key={item.key} className="flex items-center gap-3.5">
          <span className="size-14 shrink-0 overflow-hidden rounded-control bg-tile">
            {item.media && <Photo media={item.media} sizes="56px" decorative />}
          </span>
          <span className="grid min-w-0 grow leading-snug">
            <span className="text-pretty">{item.name}</span>
            <span className="text-sm text-muted">
              {item.description && <>{item.description} · </>}
              {t("quantity", { quantity: item.quantity })}
            </span>
          </span>
          {aside?.(item)}
        </li>
      ))}
    </ul>
  );
}
