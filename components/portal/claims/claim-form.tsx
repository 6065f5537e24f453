"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RadioCard, RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import {
  type ClaimKind,
  type ClaimOptions,
  type ClaimWish,
  claimKinds,
  claimWishes,
  mostClaimPhotos,
} from "#server/modules/claims/contract.ts";
import { claimHref, type OrderSource, orderHref } from "../document-href.ts";
import { PhotoField, type PickedPhoto } from "../returns/photo-field.tsx";
import { type Claimed, ClaimLines } from "./claim-lines.tsx";

/** What is wrong with what: one page, sent at once. */
export function ClaimForm({ options, source }: { options: ClaimOptions; source: OrderSource }) {
  const t = useTranslations("portal.claims");
  if (options.lines.every((line) => line.closed)) {
    return (
      <div className="grid max-w-2xl justify-items-start gap-5">
        <Alert tone="info" title={t("nothing")}>
          {t(options.lines.length === 0 ? "nothingText" : "law")}
        </Alert>
        <LinkButton href={orderHref(source)}>{t("leave")}</LinkButton>
      </div>
    );
  }
  return <Form options={options} source={source} />;
}

type Missing = "lines" | "kind" | "description" | "photos" | null;

function Form({ options, source }: { options: ClaimOptions; source: OrderSource }) {
  const t = useTranslations("portal.claims");
  const api = useTRPC();
  const router = useRouter();
  const message = useErrorMessage();
  const hydrated = useHydrated();
  const [only] = options.lines;
  const [chosen, setChosen] = useState<Claimed>(
    options.lines.length === 1 && only ? { [only.orderLineId]: Math.min(1, only.quantity) } : {},
  );
  const [kind, setKind] = useState<ClaimKind | "">("");
  const [wish, setWish] = useState<ClaimWish>("replacement");
  const [description, setDescription] = useState("");
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([]);
  const [missing, setMissing] = useState<Missing>(null);
  const send = useMutation(
    api.shop.orderClaims.open.mutationOptions({ onSuccess: ({ number }) => router.push(claimHref(source, number)) }),
  );
  const lines = Object.entries(chosen).flatMap(([orderLineId, quantity]) =>
    quantity > 0 ? [{ orderLineId, quantity }] : [],
  );
  const lacks = (): Missing => {
    if (lines.length === 0) return "lines";
    if (kind === "") return "kind";
    if (description.trim().length < 10) return "description";
    return photos.some((photo) => !photo.token) ? "photos" : null;
  };
  const submit = () => {
    const lacking = lacks();
    setMissing(lacking);
    if (lacking || kind === "") return;
    send.mutate({
      ...source,
      ...{ lines, kind, wish, description: description.trim() },
      photos: photos.flatMap((photo) => photo.token ?? []),
    });
  };
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
          <ClaimLines
            lines={options.lines}
            chosen={chosen}
            onChange={setChosen}
            error={missing === "lines" ? t("noLine") : null}
          />
          <div className="grid gap-5">
            <Field label={t("kind")} required error={missing === "kind" && t("noKind")}>
              {(control) => (
                <Select
                  {...control}
                  name="kind"
                  value={kind}
                  onChange={(event) => setKind(event.target.value as ClaimKind)}
                >
                  <option value="" disabled>
                    {t("noKind")}
                  </option>
                  {claimKinds.map((code) => (
                    <option key={code} value={code}>
                      {t(`kinds.${code}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t("description")} required error={missing === "description" && t("noDescription")}>
              {(control) => (
                <Textarea
                  {...control}
                  name="description"
                  maxLength={2000}
                  rows={4}
                  value={description}
                  onChange={(event) => setDescription(event.target.value)}
                />
              )}
            </Field>
            <PhotoField
              label={t("photos")}
              hint={t("photosHint", { most: mostClaimPhotos })}
              most={mostClaimPhotos}
              photos={photos}
              onChange={setPhotos}
            />
          </div>
          <RadioGroup legend={<span className="display text-3xl font-normal">{t("wish")}</span>}>
            <p className="mb-2 text-sm text-pretty text-muted">{t("wishHint")}</p>
            {claimWishes.map((code) => (
              <RadioCard
                key={code}
                name="wish"
                value={code}
                checked={wish === code}
                onChange={() => setWish(code)}
                label={t(`wishes.${code}`)}
              />
            ))}
          </RadioGroup>
        </div>
        <section aria-labelledby="next" className="grid gap-4 bg-sunk p-6 lg:sticky lg:top-6">
          <h2 id="next" className="display text-3xl">
            {t("nextTitle")}
          </h2>
          <p className="text-pretty">{t("next")}</p>
          <p className="text-sm text-pretty text-muted">{t("law")}</p>
          {missing && (
            <p role="alert" className="text-sm font-medium text-danger">
              {t(missing === "photos" ? "photosMissing" : "incomplete")}
            </p>
          )}
          {send.error && <Alert tone="danger">{message(send.error)}</Alert>}
          <Button type="submit" variant="primary" size="lg" block busy={send.isPending || send.isSuccess}>
            {t("send")}
          </Button>
          <LinkButton variant="ghost" href={orderHref(source)}>
            {t("leave")}
          </LinkButton>
        </section>
      </fieldset>
    </form>
  );
}
