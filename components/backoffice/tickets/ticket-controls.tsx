"use client";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { TicketDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Whose it is, and where it stands. */
export function TicketControls({ ticket }: { ticket: TicketDetail }) {
  const t = useTranslations("backoffice.tickets");
  const trpc = useTRPC();
  const assign = useCommand(trpc.admin.tickets.assign.mutationOptions(), { done: t("assigned") });
  const settle = useCommand(trpc.admin.tickets.settle.mutationOptions(), { done: t("settled") });
  const { number, status, assignee } = ticket;
  const steps = (["open", "solved", "closed"] as const).filter((step) => status !== "closed" && step !== status);
  return (
    <Section title={t("handling")}>
      <div className="grid gap-3">
        <Field label={t("assignee")}>
          {(control) => (
            <Select
              {...control}
              key={assignee?.id ?? ""}
              defaultValue={assignee?.id ?? ""}
              disabled={assign.busy}
              onChange={(event) => assign.run({ number, userId: event.target.value || null })}
            >
              <option value="">{t("nobody")}</option>
              {ticket.staff.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <CommandError command={assign} />
        <div className="flex flex-wrap gap-2">
          {steps.map((step) => (
            <Button key={step} size="sm" disabled={settle.busy} onClick={() => settle.run({ number, status: step })}>
              {t(`step.${step}`)}
            </Button>
          ))}
        </div>
        <CommandError command={settle} />
      </div>
    </Section>
  );
}
