"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import type { OrderDetail } from "../dto.ts";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { type AddressDraft, addressOf, EditAddress, type EditedAddress } from "./edit-address.tsx";
import { type Added, EditLines } from "./edit-lines.tsx";
import { EditSummary } from "./edit-summary.tsx";

type EditOrderProps = {
  order: OrderDetail;
  countries: readonly { code: string; name: string }[];
  mayCollectLater: boolean;
};

/** The order in edit mode: lines, address, shipping method, and beside them what the change costs before it is confirmed. */
export function EditOrder({ order, countries, mayCollectLater }: EditOrderProps) {
  const t = useTranslations("backoffice.edit");
  const format = useFormatter();
  const trpc = useTRPC();
  const router = useRouter();
  const message = useErrorMessage();
  const [quantities, setQuantities] = useState<Readonly<Record<string, number>>>({});
  const [added, setAdded] = useState<readonly Added[]>([]);
  const [address, setAddress] = useState<AddressDraft | null>(null);
  const [method, setMethod] = useState(order.shippingMethod.code);
  const [day, setDay] = useState<string | null>(order.wantedOn);
  const [key] = useState(() => crypto.randomUUID());

  const country = (address && addressOf(address)?.country) ?? order.delivery.country;
  const methods = useQuery(trpc.admin.orders.shippingMethods.queryOptions({ number: order.number, country }));
  const chosen = methods.data?.find((one) => one.code === method);
  const collected = chosen ? chosen.collectAt !== null : order.pickup;
  const delivery: EditedAddress | undefined = address && !collected ? addressOf(address) : undefined;
  const wished = {
    number: order.number,
    lines: order.lines
      .filter((line) => line.kind === "product" && (quantities[line.id] ?? line.quantity) !== line.quantity)
      .map((line) => ({ orderLineId: line.id, quantity: quantities[line.id] ?? line.quantity })),
    add: added.map(({ variantId, quantity }) => ({ variantId, quantity })),
    ...(delivery && { delivery }),
    ...(method !== order.shippingMethod.code && { shippingMethod: method }),
    ...(!collected && day !== order.wantedOn && { deliverOn: day }),
  };
  // The server is asked once per pause, not once per letter.
  const text = JSON.stringify(wished);
  const settled = useDebounced(text, 250);
  const wanted = JSON.parse(settled) as typeof wished;
  const touched =
    wanted.lines.length > 0 ||
    wanted.add.length > 0 ||
    "delivery" in wanted ||
    "shippingMethod" in wanted ||
    "deliverOn" in wanted;
  const preview = useQuery(
    trpc.admin.orders.previewEdit.queryOptions(wanted, {
      enabled: touched,
      placeholderData: keepPreviousData,
      retry: false,
      gcTime: 0,
    }),
  );
  const command = useCommand(trpc.admin.orders.edit.mutationOptions(), {
    done: (edited) => t(edited.status === "applied" ? "applied" : "waiting"),
    onDone: () => router.replace(`/admin/orders/${order.number}`),
  });
  const nothing = wireError(preview.error)?.code === "sales.edit_changes_nothing";
  return (
    <div className="grid gap-6">
      <Section title={t("lines")}>
        <EditLines
          order={order}
          quantities={quantities}
          onQuantity={(id, quantity) => setQuantities({ ...quantities, [id]: quantity })}
          added={added}
          onAdded={setAdded}
        />
      </Section>
      <Section title={t("delivery")}>
        {collected ? (
          <p className="text-muted">{t("collected")}</p>
        ) : (
          <EditAddress
            current={order.pickup ? order.billing : order.delivery}
            draft={address}
            countries={countries}
            onChange={setAddress}
          />
        )}
        <Field label={t("method")} className="max-w-sm">
          {(control) => (
            <Select
              {...control}
              value={method}
              onChange={(event) => {
                setMethod(event.target.value);
                setDay(null);
              }}
            >
              {!methods.data?.some((one) => one.code === order.shippingMethod.code) && (
                <option value={order.shippingMethod.code}>{order.shippingMethod.name}</option>
              )}
              {methods.data?.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {chosen && !collected && chosen.days.length > 1 && (
          <Field label={t("day")} className="max-w-sm">
            {(control) => (
              <Select {...control} value={day ?? ""} onChange={(event) => setDay(event.target.value || null)}>
                <option value="">{t("soonest")}</option>
                {chosen.days.slice(1).map((one) => (
                  <option key={one} value={one}>
                    {format.dateTime(new Date(one), { dateStyle: "full", timeZone: "UTC" })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </Section>
      <Section title={t("summary")}>
        <EditSummary
          preview={touched && !preview.error ? preview.data : undefined}
          touched={touched && !nothing}
          stale={preview.isPlaceholderData || preview.isFetching || text !== settled}
          problem={touched && preview.error && !nothing ? message(preview.error) : null}
          mayCollectLater={mayCollectLater}
          command={command}
          onCancel={() => router.replace(`/admin/orders/${order.number}`)}
          onConfirm={(collect) => {
            const signature = preview.data?.signature;
            if (signature) command.run({ ...wanted, version: order.version, signature, collect, idempotencyKey: key });
          }}
        />
      </Section>
    </div>
  );
}
