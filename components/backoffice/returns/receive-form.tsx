"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { addQuantity, subtractQuantity } from "#server/kernel/quantity.ts";
import { QuantityInput } from "../deliveries/quantity-input.tsx";
import type { ReturnDetail, StockLocation } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";

type Found = { restocked: number; scrapped: number };

/** Inspects what came, line by line: fit for sale again, or to be written off. What did not come is neither. */
export function ReceiveForm({ found, locations }: { found: ReturnDetail; locations: readonly StockLocation[] }) {
  const t = useTranslations("backoffice.returns");
  const trpc = useTRPC();
  const places = locations.filter((place) => place.kind === "warehouse" || place.kind === "store");
  const [place, setPlace] = useState(places[0]?.code ?? "");
  const [inspected, setInspected] = useState<Readonly<Record<string, Found>>>(() =>
    Object.fromEntries(found.lines.map((line) => [line.orderLineId, { restocked: line.quantity, scrapped: 0 }])),
  );
  const command = useCommand(trpc.admin.returns.receive.mutationOptions(), {
    done: t("receivedDone", { number: found.number }),
  });
  const of = (id: string): Found => inspected[id] ?? { restocked: 0, scrapped: 0 };
  const set = (id: string, change: Partial<Found>) => setInspected({ ...inspected, [id]: { ...of(id), ...change } });
  const send = () =>
    command.run({
      number: found.number,
      version: found.version,
      lines: found.lines.map(({ orderLineId }) => {
        const { restocked, scrapped } = of(orderLineId);
        return { orderLineId, restocked, scrapped, ...(restocked > 0 && { locationCode: place }) };
      }),
    });
  return (
    <Section title={t("inspect")}>
      <p className="text-muted">{t("inspectText")}</p>
      <Field label={t("location")} required className="max-w-xs">
        {(control) => (
          <Select {...control} value={place} onChange={(event) => setPlace(event.target.value)}>
            {places.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ul className="grid divide-y divide-line border-y border-line">
        {found.lines.map((line) => {
          const { restocked, scrapped } = of(line.orderLineId);
          const missing = subtractQuantity(line.quantity, addQuantity(restocked, scrapped));
          return (
            <li key={line.orderLineId} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
              <span className="min-w-40 flex-1 max-sm:basis-full">
                <span className="font-medium">{line.name}</span>
                <span className="block text-xs text-muted">
                  {[line.description, line.sku, t("announcedUnits", { count: line.quantity })]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                {missing > 0 && <span className="block text-xs text-warning">{t("missing", { count: missing })}</span>}
              </span>
              <span className="grid gap-1">
                <span className="text-xs text-muted">{t("restocked")}</span>
                <QuantityInput
                  value={restocked}
                  max={subtractQuantity(line.quantity, scrapped)}
                  uom={line.uom}
                  of={`${line.name}, ${t("restocked")}`}
                  onChange={(quantity) => set(line.orderLineId, { restocked: quantity })}
                />
              </span>
              <span className="grid gap-1">
                <span className="text-xs text-muted">{t("scrapped")}</span>
                <QuantityInput
                  value={scrapped}
                  max={subtractQuantity(line.quantity, restocked)}
                  uom={line.uom}
                  of={`${line.name}, ${t("scrapped")}`}
                  onChange={(quantity) => set(line.orderLineId, { scrapped: quantity })}
                />
              </span>
            </li>
          );
        })}
      </ul>
      <CommandError command={command} />
      <Button variant="primary" busy={command.busy} onClick={send} className="justify-self-start">
        {t("receive")}
      </Button>
    </Section>
  );
}
