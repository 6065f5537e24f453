"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { Photo } from "#components/storefront/photo.tsx";
import { Stars } from "#components/storefront/stars.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { OwnReview, OwnReviews, ToReview, Writing } from "#server/modules/reviews/contract.ts";
import { ReviewForm } from "./review-form.tsx";
import { RemoveReview } from "./review-remove.tsx";
import { type ReviewSource, useOwnReviews } from "./review-source.ts";
import { useDates } from "./use-dates.ts";

const tones = { pending: "info", published: "success", rejected: "warning" } as const;

/** What waits for a review and what was written, with where it stands and why. For accounts and behind an order's link. */
export function ReviewDesk({ source, initial }: { source: ReviewSource; initial: OwnReviews }) {
  const t = useTranslations("reviews.own");
  const { reviews, save, remove } = useOwnReviews(source, initial);
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const show = (key: string | null) => {
    save.reset();
    setSaid("");
    setOpen(key);
  };
  const send = (of: { orderLineId: string } | { id: string; version: number }) => (words: Writing) =>
    save.mutate(
      { ...words, ...of },
      {
        onSuccess: ({ status }) => {
          setOpen(null);
          setSaid(t(status === "published" ? "savedAtOnce" : "saved"));
        },
      },
    );
  const form = (before: Partial<Writing> & { displayName: string }, of: Parameters<typeof send>[0]) => (
    <ReviewForm
      before={before}
      busy={save.isPending}
      error={save.error}
      onSend={send(of)}
      onCancel={() => show(null)}
    />
  );
  return (
    <div className="grid gap-12">
      <p role="status" className="min-h-6 font-medium text-success empty:hidden">
        {said}
      </p>
      {remove.error && <Alert tone="danger">{message(remove.error)}</Alert>}
      <Part title={t("toWrite")} none={reviews.toWrite.length === 0 && t("toWriteNone")}>
        {reviews.toWrite.map((one) => (
          <Row key={one.orderLineId} product={one.product} facts={<Arrived of={one} />}>
            {open === one.orderLineId ? (
              form({ displayName: one.suggestedName }, { orderLineId: one.orderLineId })
            ) : (
              <p>
                <Button
                  disabled={!hydrated}
                  aria-label={t("writeOf", { name: one.product.name })}
                  onClick={() => show(one.orderLineId)}
                >
                  {t("write")}
                </Button>
              </p>
            )}
          </Row>
        ))}
      </Part>
      {reviews.written.length > 0 && (
        <Part title={t("written")} none={false}>
          {reviews.written.map((one) => (
            <Row
              key={one.id}
              product={one.product}
              facts={<Badge tone={tones[one.status]}>{t(`status.${one.status}`)}</Badge>}
            >
              {open === one.id ? (
                form(one, { id: one.id, version: one.version })
              ) : (
                <>
                  <Words of={one} />
                  <p className="flex flex-wrap gap-2">
                    <Button
                      size="sm"
                      disabled={!hydrated}
                      aria-label={t("editOf", { name: one.product.name })}
                      onClick={() => show(one.id)}
                    >
                      {t("edit")}
                    </Button>
                    <RemoveReview
                      name={one.product.name}
                      busy={remove.isPending}
                      onRemove={() =>
                        remove.mutate({ id: one.id, version: one.version }, { onSuccess: () => setSaid(t("removed")) })
                      }
                    />
                  </p>
                </>
              )}
            </Row>
          ))}
        </Part>
      )}
    </div>
  );
}

function Part({ title, none, children }: { title: string; none: string | false; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <h2 className="font-display text-3xl">{title}</h2>
      {none ? <p className="text-muted">{none}</p> : <ul className="grid">{children}</ul>}
    </section>
  );
}

type RowProps = { product: OwnReview["product"]; facts: ReactNode; children: ReactNode };

function Row({ product, facts, children }: RowProps) {
  const media = product.mediaKey && { key: product.mediaKey, width: null, height: null, alt: "" };
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-5 gap-y-4 border-t border-line py-6">
      <span className="size-18 overflow-hidden rounded-control bg-tile">
        {media && <Photo media={media} sizes="72px" decorative />}
      </span>
      <div className="grid content-center gap-1">
        <h3 className="font-medium">
          <Link href={`/products/${product.slug}`} className="inline-flex min-h-6 items-center hover:underline">
            {product.name}
          </Link>
        </h3>
        <div className="text-sm text-muted">{facts}</div>
      </div>
      <div className="col-span-2 grid gap-3 sm:col-span-1 sm:col-start-2">{children}</div>
    </li>
  );
}

function Arrived({ of }: { of: ToReview }) {
  const t = useTranslations("reviews.own");
  const dates = useDates();
  return (
    <>
      {of.description && <span className="block">{of.description}</span>}
      {t("arrived", { date: dates.day(of.deliveredAt), number: of.orderNumber })}
    </>
  );
}

function Words({ of }: { of: OwnReview }) {
  const t = useTranslations("reviews.own");
  const given = useTranslations("reviews.shown");
  return (
    <div className="grid max-w-[65ch] gap-2">
      <p>
        <span className="sr-only">{given("given", { stars: of.stars })}</span>
        <Stars of={of.stars} />
      </p>
      {of.title && <p className="font-medium">{of.title}</p>}
      <p className="break-words whitespace-pre-line text-pretty">{of.text}</p>
      {of.status === "pending" && <p className="text-sm text-muted">{t("pendingText")}</p>}
      {of.status === "rejected" && of.ground && (
        <Alert tone="warning" title={t("rejectedTitle")}>
          {t(`grounds.${of.ground}`)} {of.groundWords} {t("rejectedNext")}
        </Alert>
      )}
      {of.answer && (
        <div className="border-l-2 border-accent pl-4 text-sm">
          <p className="font-medium">{t("answer")}</p>
          <p className="break-words whitespace-pre-line">{of.answer.text}</p>
        </div>
      )}
    </div>
  );
}
