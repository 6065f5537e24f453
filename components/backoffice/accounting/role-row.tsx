"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { BaseRole } from "#server/modules/accounting/contract.ts";
import type { Chart } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

export type AccountChoice = { code: string; name: string };
type RoleRowProps = { role: Chart["roles"][number]; choices: readonly AccountChoice[]; mayWrite: boolean };

/** One part in the postings and the account that plays it; a choice is written at once. */
export function RoleRow({ role, choices, mayWrite }: RoleRowProps) {
  const t = useTranslations("books.accounts");
  const trpc = useTRPC();
  const assign = trpc.admin.accounting.assignRole.mutationOptions();
  const command = useCommand(assign, {
    done: (chart) => {
      const now = chart.roles.find((each) => each.role === role.role);
      return now ? t("assigned", { role: now.role, code: now.accountCode }) : t("removed", { role: role.role });
    },
  });
  const [part = ""] = role.role.split(":");
  const chosen = choices.find((choice) => choice.code === role.accountCode);
  return (
    <li className="grid gap-2 py-2">
      <div className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_2rem]">
        <span>
          {t(`roleNames.${part as BaseRole}`)} <code className="block text-xs text-muted">{role.role}</code>
        </span>
        {mayWrite ? (
          <Select
            aria-label={`${t("assign")} ${role.role}`}
            value={role.accountCode}
            disabled={command.busy}
            onChange={(event) => command.run({ role: role.role, accountCode: event.target.value })}
          >
            {!chosen && <option value={role.accountCode}>{role.accountCode}</option>}
            {choices.map((choice) => (
              <option key={choice.code} value={choice.code}>
                {choice.code} {choice.name}
              </option>
            ))}
          </Select>
        ) : (
          <span>
            {role.accountCode} {chosen?.name}
          </span>
        )}
        {mayWrite && !role.base && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`${t("remove")} ${role.role}`}
            busy={command.busy}
            onClick={() => command.run({ role: role.role, accountCode: null })}
          >
            <X aria-hidden />
          </Button>
        )}
      </div>
      <CommandError command={command} />
    </li>
  );
}
