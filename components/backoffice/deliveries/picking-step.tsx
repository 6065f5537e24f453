"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import type { DeliveryDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { LineName } from "./delivery-lines.tsx";
import { PackingForm } from "./packing-form.tsx";
import { QuantityInput } from "./quantity-input.tsx";

/** Counts what was taken from the shelves, then opens the packing. What is counted can be saved and left for later. */
export function PickingStep({ delivery }: { delivery: DeliveryDetail }) {
  const t = useTranslations("backoffice.delivery");
  const trpc = useTRPC();
  const [counted, setCounted] = useState<Record<string, number>>({});
  const [packing, setPacking] = useState(false);
  const [seen, setSeen] = useState(0);
  const lines = delivery.lines.map((line) => ({ ...line, picked: counted[line.id] ?? line.picked }));
  const dirty = delivery.lines.some((line) => (counted[line.id] ?? line.picked) !== line.picked);
  const done = lines.every((line) => line.picked === line.quantity);
  const nothing = lines.every((line) => line.picked === 0);
  // Ours right after saving, the page's once it is read again.
  const version = Math.max(delivery.version, seen);

  const save = useCommand(trpc.admin.deliveries.pick.mutationOptions(), {
    onDone: (saved) => setSeen(saved.version),
  });
  const sendCounts = () =>
    save.run({
      number: delivery.number,
      version,
      lines: lines.map((line) => ({ deliveryLineId: line.id, picked: line.picked })),
    });
  const toPacking = () => {
    if (dirty) sendCounts();
    setPacking(true);
  };

  return (
    <>
      <Section
        title={t("pickTitle")}
        aside={
          !packing && (
            <Button
              size="sm"
              disabled={done}
              onClick={() => setCounted(Object.fromEntries(lines.map((line) => [line.id, line.quantity])))}
            >
              {t("pickAll")}
            </Button>
          )
        }
      >
        <ul className="grid divide-y divide-line">
          {lines.map((line) => (
            <li key={line.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1">
              <div className="min-w-56 grow">
                <LineName line={line} />
              </div>
              <div className="ml-auto flex items-center gap-3 print:hidden">
                {!packing && (
                  <>
                    <Button
                      variant="ghost"
                      size="sm"
                      disabled={line.picked === line.quantity}
                      aria-label={t("allOf", { name: line.name })}
                      onClick={() => setCounted((was) => ({ ...was, [line.id]: line.quantity }))}
                    >
                      {t("allOfLine")}
                    </Button>
                    <QuantityInput
                      value={line.picked}
                      max={line.quantity}
                      uom={line.uom}
                      of={line.name}
                      onChange={(picked) => setCounted((was) => ({ ...was, [line.id]: picked }))}
                    />
                  </>
                )}
                <span className="w-12 text-right text-muted tabular">
                  {packing ? `${line.picked} / ${line.quantity}` : `/ ${line.quantity}`}
                </span>
              </div>
              <span className="hidden items-center gap-3 print:flex">
                {line.quantity} × <span className="block size-5 border border-edge" />
              </span>
            </li>
          ))}
        </ul>
        <CommandError command={save} />
        {!packing && (
          <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line pt-3 print:hidden">
            {nothing && <p className="mr-auto text-muted">{t("nothingPicked")}</p>}
            {dirty && (
              <Button busy={save.busy} onClick={sendCounts}>
                {t("saveCounts")}
              </Button>
            )}
            <Button variant="primary" disabled={nothing} busy={save.busy} onClick={toPacking}>
              {t("toPacking")}
            </Button>
          </div>
        )}
      </Section>
      {packing && (
        <PackingForm
          number={delivery.number}
          version={version}
          lines={lines}
          waiting={save.busy}
          onBack={() => setPacking(false)}
        />
      )}
    </>
  );
}
