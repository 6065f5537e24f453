"use client";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Price } from "#components/ui/price.tsx";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { formatMoney } from "#server/kernel/money.ts";
import { neverReturned, untilOpened } from "#server/kernel/return-exclusions.ts";
import { mostPhotos, type OwnReturnQuote, type ReturnOptions } from "#server/modules/fulfilment/contract-returning.ts";
import { isFault, type ReturnReason, returnReasons } from "#server/modules/fulfilment/contract-returns.ts";
import { type OrderSource, orderHref, returnHref } from "../document-href.ts";
import { useDates } from "../use-dates.ts";
import { PhotoField, type PickedPhoto } from "./photo-field.tsx";
import { type Chosen, ReturnLines, type Wishes } from "./return-lines.tsx";

/** What comes back, why and how: chosen on one page, with what goes back for it beside. */
export function ReturnForm({ options, source }: { options: ReturnOptions; source: OrderSource }) {
  const t = useTranslations("portal.sendBack");
  const dates = useDates();
  if (options.lines.length === 0 || options.closed) {
    return (
      <div className="grid max-w-2xl justify-items-start gap-5">
        <Alert tone="info" title={t(options.lines.length === 0 ? "nothing" : "closedTitle")}>
          {options.lines.length === 0 || !options.until
            ? t("nothingText")
            : t("closedText", { day: dates.day(`${options.until}T12:00:00Z`) })}
        </Alert>
        <LinkButton href={orderHref(source)}>{t("backToOrder")}</LinkButton>
      </div>
    );
  }
  return <Form options={options} source={source} />;
}

type Missing = "lines" | "reason" | "seal" | "photos" | null;

function Form({ options, source }: { options: ReturnOptions; source: OrderSource }) {
  const t = useTranslations("portal.sendBack");
  const dates = useDates();
  const api = useTRPC();
  const router = useRouter();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const { ways } = options;
  const [only] = options.lines;
  const [chosen, setChosen] = useState<Chosen>(
    options.lines.length === 1 && only && !neverReturned(only.exclusion) ? { [only.orderLineId]: only.quantity } : {},
  );
  const [wishes, setWishes] = useState<Wishes>({});
  const [reason, setReason] = useState<ReturnReason | "">("");
  const [remark, setRemark] = useState("");
  const [unopened, setUnopened] = useState(false);
  const [way, setWay] = useState(ways.label ? "label" : (ways.stores[0]?.code ?? "own"));
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([]);
  const [missing, setMissing] = useState<Missing>(null);

  const lines = Object.entries(chosen).flatMap(([orderLineId, quantity]) =>
    quantity > 0 ? [{ orderLineId, quantity, ...(wishes[orderLineId] && { exchangeFor: wishes[orderLineId] }) }] : [],
  );
  const sealed = options.lines.some((line) => untilOpened(line.exclusion) && (chosen[line.orderLineId] ?? 0) > 0);
  const settled = useDebounced(JSON.stringify(lines), 200);
  const quote = useQuery(
    api.shop.orderReturns.quote.queryOptions(
      { ...source, lines: JSON.parse(settled) as typeof lines },
      { enabled: settled !== "[]", placeholderData: keepPreviousData, retry: false },
    ),
  );
  const announce = useMutation(
    api.shop.orderReturns.announce.mutationOptions({
      onSuccess: ({ number }) => router.push(returnHref(source, number)),
    }),
  );
  const submit = () => {
    const lacks: Missing =
      lines.length === 0
        ? "lines"
        : reason === ""
          ? "reason"
          : sealed && !unopened && !isFault(reason)
            ? "seal"
            : photos.some((photo) => !photo.token)
              ? "photos"
              : null;
    setMissing(lacks);
    if (lacks || reason === "") return;
    announce.mutate({
      ...source,
      ...{ lines, reason, unopened },
      ...(remark.trim() && { remark: remark.trim() }),
      ...(way === "label" || way === "own"
        ? { wayBack: way as "label" | "own" }
        : { wayBack: "store" as const, storeCode: way }),
      photos: photos.flatMap((photo) => photo.token ?? []),
    });
  };
  const shown = lines.length > 0 && !quote.error ? quote.data : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="grid items-start gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]"
    >
      <fieldset disabled={!hydrated} className="contents">
        <div className="grid gap-10">
          <ReturnLines
            lines={options.lines}
            chosen={chosen}
            onChange={setChosen}
            wishes={wishes}
            onWish={setWishes}
            always={reason !== "" && isFault(reason)}
            error={missing === "lines" ? t("noLine") : null}
          />
          <div className="grid gap-5">
            <Field label={t("reason")} required error={missing === "reason" && t("noReason")}>
              {(control) => (
                <Select
                  {...control}
                  name="reason"
                  value={reason}
                  onChange={(event) => setReason(event.target.value as ReturnReason)}
                >
                  <option value="" disabled>
                    {t("chooseReason")}
                  </option>
                  {returnReasons.map((code) => (
                    <option key={code} value={code}>
                      {t(`reasons.${code}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {sealed && !(reason !== "" && isFault(reason)) && (
              <div className="grid gap-1">
                <Checkbox
                  name="unopened"
                  label={t("unopened")}
                  checked={unopened}
                  onChange={(event) => setUnopened(event.target.checked)}
                />
                {missing === "seal" && (
                  <p role="alert" className="text-sm text-danger">
                    {t("sealMissing")}
                  </p>
                )}
              </div>
            )}
            <Field label={t("remark")} required={false}>
              {(control) => (
                <Textarea
                  {...control}
                  name="remark"
                  maxLength={500}
                  rows={2}
                  value={remark}
                  onChange={(event) => setRemark(event.target.value)}
                />
              )}
            </Field>
            <PhotoField
              label={t("photos")}
              hint={t("photosHint", { most: mostPhotos })}
              most={mostPhotos}
              photos={photos}
              onChange={setPhotos}
            />
          </div>
          <RadioGroup legend={<span className="display text-3xl font-normal">{t("way")}</span>}>
            {ways.label && (
              <RadioCard
                name="way"
                value="label"
                checked={way === "label"}
                onChange={() => setWay("label")}
                label={t("ways.label")}
                description={t("ways.labelText")}
                aside={t("free")}
              />
            )}
            {ways.own && (
              <RadioCard
                name="way"
                value="own"
                checked={way === "own"}
                onChange={() => setWay("own")}
                label={t("ways.own")}
                description={t(reason !== "" && isFault(reason) ? "ways.ownFaultText" : "ways.ownText")}
              />
            )}
            {ways.stores.map((store) => (
              <RadioCard
                key={store.code}
                name="way"
                value={store.code}
                checked={way === store.code}
                onChange={() => setWay(store.code)}
                label={t("ways.store", { name: store.name })}
                description={`${store.line1}, ${store.postcode} ${store.city}`}
                aside={t("free")}
              />
            ))}
          </RadioGroup>
        </div>
        <section aria-labelledby="refund" className="grid gap-4 bg-sunk p-6 lg:sticky lg:top-6">
          <h2 id="refund" className="display text-3xl">
            {t("refund")}
          </h2>
          <div aria-live="polite" className="grid gap-2">
            {shown ? (
              <>
                <p className="text-3xl font-medium">
                  <Price amount={shown.total} />
                </p>
                {shown.shipping.minor > 0 && <p className="text-sm text-muted">{t("withShipping")}</p>}
                {shown.exchange && <ExchangeQuote exchange={shown.exchange} />}
              </>
            ) : (
              <p className="text-muted">{quote.error ? message(quote.error) : t("chooseFirst")}</p>
            )}
          </div>
          <p className="text-sm text-pretty text-muted">{t("when")}</p>
          {options.until && (
            <p className="text-sm text-muted">{t("until", { day: dates.day(`${options.until}T12:00:00Z`) })}</p>
          )}
          {missing && (
            <p role="alert" className="text-sm font-medium text-danger">
              {t(missing === "photos" ? "photosMissing" : "incomplete")}
            </p>
          )}
          {announce.error && <Alert tone="danger">{message(announce.error)}</Alert>}
          <Button type="submit" variant="primary" size="lg" block busy={announce.isPending || announce.isSuccess}>
            {t("confirm")}
          </Button>
          <LinkButton variant="ghost" href={orderHref(source)}>
            {t("leave")}
          </LinkButton>
        </section>
      </fieldset>
    </form>
  );
}

type ExchangeQuoteProps = { exchange: NonNullable<OwnReturnQuote["exchange"]> };

/** What the exchange costs or gives back, and until when its goods are held. */
function ExchangeQuote({ exchange: { pay, back, heldUntil } }: ExchangeQuoteProps) {
  const t = useTranslations("portal.sendBack");
  const locale = useLocale();
  const dates = useDates();
  const said =
    pay.minor > 0
      ? t("exchangePay", { amount: formatMoney(pay, locale) })
      : back.minor > 0
        ? t("exchangeBack", { amount: formatMoney(back, locale) })
        : t("exchangeEven");
  return (
    <div className="grid gap-1 border-t border-line pt-3">
      <h3 className="font-medium">{t("exchange")}</h3>
      <p>{said}</p>
      <p className="text-sm text-muted">{t("exchangeHeld", { day: dates.day(heldUntil) })}</p>
    </div>
  );
}
