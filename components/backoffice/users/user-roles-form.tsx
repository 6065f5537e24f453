"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { StaffRole } from "#server/access/roles.ts";
import type { UserDetail } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { RoleBoxes } from "./role-boxes.tsx";

type UserRolesFormProps = { user: UserDetail; mayWrite: boolean; isSelf: boolean };

/** What this person may do. Saving ends their open sessions, so that the change holds at once. */
export function UserRolesForm({ user, mayWrite, isSelf }: UserRolesFormProps) {
  const t = useTranslations("backoffice.users");
  const trpc = useTRPC();
  const hydrated = useHydrated();
  const [picked, setPicked] = useState<StaffRole[] | null>(null);
  const command = useCommand(trpc.admin.users.setRoles.mutationOptions(), {
    done: t("rolesSaved", { name: user.name }),
    onDone: () => setPicked(null),
  });
  const roles = picked ?? user.roles;
  const dirty = picked !== null && [...picked].sort().join() !== [...user.roles].sort().join();
  return (
    <Section title={t("access")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          command.run({ id: user.id, roles: [...roles] });
        }}
        className="grid max-w-xl gap-4"
      >
        {isSelf && <p className="text-muted">{t("ownAccount")}</p>}
        <RoleBoxes value={roles} onChange={setPicked} disabled={!hydrated || !mayWrite} />
        <CommandError command={command} />
        {dirty && (
          <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
            <p className="mr-auto text-muted">{t("rolesNote")}</p>
            <Button onClick={() => setPicked(null)}>{t("cancel")}</Button>
            <Button type="submit" variant="primary" busy={command.busy}>
              {t("saveRoles")}
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}
