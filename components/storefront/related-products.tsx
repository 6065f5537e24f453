"use client";
import { useTranslations } from "next-intl";
import { useLateQuery } from "#components/trpc/late-api.ts";
import { Price } from "#components/ui/price.tsx";
import { Photo } from "./photo.tsx";
import { TileLink } from "./tile-link.tsx";
import { TilePrice } from "./tile-price.tsx";

const most = 3;

/** What may be had instead of a product that is sold out: small, beside the choice, so that nobody has to look for it. */
export function AlternativeProducts({ slug }: { slug: string }) {
  const t = useTranslations("storefront.product");
  const related = useLateQuery(slug, ({ trpc }) =>
    trpc.shop.catalogue.related.queryOptions({ slug }, { staleTime: 60_000 }),
  );
  const cards = related?.filter((card) => card.inStock || card.ahead).slice(0, most) ?? [];
  if (cards.length === 0) return null;
  return (
    <section aria-labelledby="alternatives" className="grid gap-3" data-testid="alternatives">
      <h2 id="alternatives" className="font-medium">
        {t("alternatives")}
      </h2>
      <ul className="grid border-t border-line">
        {cards.map((card) => (
          <li key={card.id} className="relative flex items-center gap-4 border-b border-line py-2.5">
            <span className="size-16 shrink-0 overflow-hidden bg-tile">
              {card.media && <Photo media={card.media} sizes="64px" decorative />}
            </span>
            <TileLink
              href={`/products/${card.slug}`}
              opensWith={card.media}
              className="min-w-0 grow after:absolute after:inset-0 hover:underline"
            >
              {card.name}
            </TileLink>
            <TilePrice productId={card.id} part="line">
              <Price amount={card.price} compareAt={card.compareAt} from={card.priceFrom} />
            </TilePrice>
          </li>
        ))}
      </ul>
    </section>
  );
}
