"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { OwnClaim } from "#server/modules/claims/contract.ts";
import { CallOff } from "../call-off.tsx";
import { attachmentHref, type OrderSource, orderHref, returnHref } from "../document-href.ts";
import { OrderLines } from "../order-lines.tsx";
import { useDates } from "../use-dates.ts";
import { ClaimStory } from "./claim-story.tsx";
import { claimTones } from "./claim-tones.ts";

/** One claim as its buyer follows it: where it stands, what was answered, what was said and shown. */
export function ClaimView({ initial, source }: { initial: OwnClaim; source: OrderSource }) {
  const t = useTranslations("portal.claims");
  const dates = useDates();
  const [found, setFound] = useState(initial);
  return (
    <article className="grid gap-10">
      <header className="grid gap-3">
        <p className="text-muted">
          <Link href={orderHref(source)} className="underlined tabular">
            {t("ofOrder", { number: found.orderNumber })}
          </Link>
          {" · "}
          <time dateTime={found.createdAt}>{t("madeOn", { date: dates.day(found.createdAt) })}</time>
        </p>
        <h1 className="display text-5xl">
          {t("title", { number: found.number })}{" "}
          <Badge tone={claimTones[found.status]}>{t(`status.${found.status}`)}</Badge>
        </h1>
      </header>
      <div className="grid items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className="grid gap-10">
          <section aria-labelledby="goods" className="grid gap-4">
            <h2 id="goods" className="display text-3xl">
              {t("goods")}
            </h2>
            <OrderLines items={found.lines.map((line) => ({ ...line, key: line.orderLineId }))} />
          </section>
          <section aria-labelledby="said" className="grid gap-3">
            <h2 id="said" className="display text-3xl">
              {t("said")}
            </h2>
            <p className="font-medium">{t(`kinds.${found.kind}`)}</p>
            <p className="text-pretty whitespace-pre-line">{found.description}</p>
            <p className="text-sm text-muted">{t("wished", { wish: t(`wishes.${found.wish}`) })}</p>
            <Photos found={found} source={source} />
          </section>
        </div>
        <aside aria-labelledby="story" className="grid gap-8">
          <ClaimStory found={found} />
          {found.answer && (
            <section aria-labelledby="answer" className="grid gap-2 bg-sunk p-6">
              <h2 id="answer" className="display text-3xl">
                {t("answer")}
              </h2>
              <p className="text-pretty whitespace-pre-line">{found.answer}</p>
            </section>
          )}
          <Follow found={found} source={source} />
          {found.status === "open" && <Withdraw found={found} source={source} onDone={setFound} />}
        </aside>
      </div>
    </article>
  );
}

function Photos({ found, source }: { found: OwnClaim; source: OrderSource }) {
  if (found.photos.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-3">
      {found.photos.map((photo) => (
        <li key={photo.id}>
          <a
            href={attachmentHref(source, photo.id)}
            target="_blank"
            rel="noreferrer"
            className="block size-24 overflow-hidden rounded-control bg-tile"
          >
            <img src={attachmentHref(source, photo.id)} alt={photo.name} className="size-full object-cover" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Where it goes on: the order that is sent instead, or the return of the goods. */
function Follow({ found, source }: { found: OwnClaim; source: OrderSource }) {
  const t = useTranslations("portal.claims");
  const { replacement, return: back } = found;
  if (back) {
    return (
      <Link href={returnHref(source, back.number)} className="underlined tabular w-fit">
        {t("returnPage", { number: back.number })}
      </Link>
    );
  }
  if (!replacement) return null;
  // The guest's link opens one order: that of the other one came by mail.
  return "token" in source ? (
    <p className="tabular text-muted">{t("replacementOrder", { number: replacement.number })}</p>
  ) : (
    <Link href={orderHref({ number: replacement.number })} className="underlined tabular w-fit">
      {t("replacementOrder", { number: replacement.number })}
    </Link>
  );
}

type WithdrawProps = { found: OwnClaim; source: OrderSource; onDone: (found: OwnClaim) => void };

function Withdraw({ found, source, onDone }: WithdrawProps) {
  const t = useTranslations("portal.claims");
  const api = useTRPC();
  const withdraw = useMutation(api.shop.orderClaims.withdraw.mutationOptions());
  // In the account a claim is reached by its own number; its order goes along.
  const order = "token" in source ? source : { number: found.orderNumber };
  return (
    <CallOff
      words={{
        label: t("withdraw"),
        title: t("withdrawTitle"),
        text: t("withdrawText"),
        confirm: t("withdrawConfirm"),
      }}
      busy={withdraw.isPending}
      error={withdraw.error}
      onConfirm={(close) =>
        withdraw.mutate(
          { ...order, claimNumber: found.number, version: found.version },
          {
            onSuccess: (after) => {
              close();
              onDone(after);
            },
          },
        )
      }
    />
  );
}
