"use client";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { type AddressDraft, addressProblems, emptyAddress, toAddress } from "#components/storefront/checkout-draft.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import type { OrderDetail } from "#server/modules/sales/contract-detail.ts";
import type { OrderSource } from "../document-href.ts";
import { useDates } from "../use-dates.ts";
import { useLiveOrder } from "../use-live-order.ts";
import { ChangeDelivery, draftOf } from "./change-delivery.tsx";
import { type Added, ChangeLines } from "./change-lines.tsx";
import { ChangeSummary } from "./change-summary.tsx";

type ChangeOrderProps = {
  initial: OrderDetail;
  source: OrderSource;
  token: string;
  countries: { code: string; name: string }[];
  /** The address book of whoever is signed in. */
  saved: readonly { id: string; label: string; address: AddressDraft }[];
};

const orderHref = (source: OrderSource): string =>
  "token" in source ? `/order/${source.token}` : `/account/orders/${source.number}`;

/** An order being changed by its buyer; when a picker is faster the page says so at once instead of at the end. */
export function ChangeOrder(props: ChangeOrderProps) {
  const { initial, source } = props;
  const t = useTranslations("portal.order.change");
  const dates = useDates();
  const order = useLiveOrder(initial, source);
  const picking = order.timeline.findLast((entry) => entry.type === "picking");
  return (
    <article className="grid gap-8">
      <header className="grid gap-2">
        <h1 className="display text-5xl">{t("title")}</h1>
        <p className="max-w-[60ch] text-muted text-pretty">{t("intro", { number: order.number })}</p>
      </header>
      {order.actions.includes("edit") ? (
        // Another version is another order: what was typed rests on the one that was read.
        <Form key={order.version} {...props} order={order} />
      ) : (
        <div className="grid max-w-2xl justify-items-start gap-5">
          <Alert tone="warning" title={t("tooLate")}>
            {order.change
              ? t("waitsAlready")
              : picking
                ? t("pickingSince", { at: dates.instant(picking.at) })
                : t("closed")}
          </Alert>
          <LinkButton href={orderHref(source)}>{t("backToOrder")}</LinkButton>
        </div>
      )}
    </article>
  );
}

function Form({ order, source, token, countries, saved }: ChangeOrderProps & { order: OrderDetail }) {
  const t = useTranslations("portal.order.change");
  const api = useTRPC();
  const router = useRouter();
  const message = useErrorMessage();
  const collectedNow = order.pickup;
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({});
  const [added, setAdded] = useState<readonly Added[]>([]);
  // What was collected has no address of its buyer's: the bill's is the nearest guess.
  const [draft, setDraft] = useState<AddressDraft | null>(collectedNow ? draftOf(order.billing) : null);
  const [method, setMethod] = useState(order.shippingMethod.code);
  const [day, setDay] = useState<string | null>(order.wantedOn);
  const [key] = useState(() => crypto.randomUUID());

  const country = draft?.country ?? order.delivery.country;
  const ways = useQuery(
    api.shop.orderChanges.ways.queryOptions(
      { ...source, country, postcode: (draft?.postcode ?? order.delivery.postcode).slice(0, 12) },
      { placeholderData: keepPreviousData },
    ),
  );
  const collected = Boolean(ways.data?.find((way) => way.code === method)?.collectAt);
  const complete = draft !== null && Object.keys(addressProblems(draft, "d")).length === 0;
  // A form that was only opened asks for nothing yet.
  const moved = collectedNow || JSON.stringify(draft) !== JSON.stringify(draftOf(order.delivery));
  const delivery = !collected && draft && complete && moved ? toAddress(draft) : undefined;
  const wanted = {
    ...source,
    lines: order.lines
      .filter((line) => line.kind === "product" && (quantities[line.id] ?? line.quantity) !== line.quantity)
      .map((line) => ({ orderLineId: line.id, quantity: quantities[line.id] ?? line.quantity })),
    add: added.map(({ variantId, quantity }) => ({ variantId, quantity })),
    ...(delivery && { delivery }),
    ...(method !== order.shippingMethod.code && { shippingMethod: method }),
    ...(!collected && day !== order.wantedOn && { deliverOn: day }),
  };
  const text = JSON.stringify(wanted);
  const settled = useDebounced(text, 250);
  const touched =
    wanted.lines.length + wanted.add.length > 0 ||
    "shippingMethod" in wanted ||
    "deliverOn" in wanted ||
    (delivery !== undefined && !(collectedNow && !("shippingMethod" in wanted)));
  const incomplete = draft !== null && !collected && !complete;
  const preview = useQuery(
    api.shop.orderChanges.preview.queryOptions(JSON.parse(settled) as typeof wanted, {
      enabled: touched && !incomplete && text === settled,
      retry: false,
      gcTime: 0,
      placeholderData: keepPreviousData,
    }),
  );
  const pay = useMutation(
    api.shop.order.payDifference.mutationOptions({ onSuccess: ({ payUrl }) => window.location.assign(payUrl) }),
  );
  const confirm = useMutation(
    api.shop.orderChanges.confirm.mutationOptions({
      onSuccess: ({ status }) => {
        if (status === "awaiting_payment") pay.mutate({ token }, { onError: () => router.push(orderHref(source)) });
        else router.push(orderHref(source));
      },
      onError: () => void preview.refetch(),
    }),
  );
  const nothing = wireError(preview.error)?.code === "sales.edit_changes_nothing";
  const shown = touched && !incomplete && !preview.error ? preview.data : undefined;
  const problem = incomplete
    ? t("completeAddress")
    : touched && preview.error && !nothing
      ? message(preview.error)
      : null;
  return (
    <div className="grid items-start gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <div className="grid gap-12">
        <section aria-labelledby="lines" className="grid gap-5">
          <h2 id="lines" className="display text-3xl">
            {t("lines")}
          </h2>
          <ChangeLines
            order={order}
            source={source}
            quantities={quantities}
            onQuantity={(id, quantity) => setQuantities({ ...quantities, [id]: quantity })}
            added={added}
            onAdded={setAdded}
          />
        </section>
        <section aria-labelledby="delivery" className="grid gap-5">
          <h2 id="delivery" className="display text-3xl">
            {t("delivery")}
          </h2>
          <ChangeDelivery
            ways={ways.data}
            method={method}
            onMethod={(code) => {
              setMethod(code);
              setDay(null);
            }}
            current={collectedNow ? null : order.delivery}
            draft={draft}
            saved={saved}
            countries={countries}
            onDraft={(next) => setDraft(next ?? (collectedNow ? emptyAddress : null))}
            day={day}
            onDay={setDay}
          />
        </section>
      </div>
      <section aria-labelledby="summary" className="grid gap-5 lg:sticky lg:top-6">
        <h2 id="summary" className="display text-3xl">
          {t("summary")}
        </h2>
        <ChangeSummary
          preview={shown}
          touched={touched && !nothing}
          stale={preview.isPlaceholderData || preview.isFetching || text !== settled}
          problem={problem}
          failed={confirm.error ? message(confirm.error) : null}
          busy={confirm.isPending || confirm.isSuccess}
          onConfirm={() => {
            if (!shown) return;
            const { signature } = shown;
            confirm.mutate({ ...wanted, version: order.version, signature, idempotencyKey: key });
          }}
        />
        <LinkButton variant="ghost" href={orderHref(source)}>
          {t("leave")}
        </LinkButton>
      </section>
    </div>
  );
}
