"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { type StaffRole, staffRoles } from "#server/access/roles.ts";

type RoleBoxesProps = { value: readonly StaffRole[]; onChange: (roles: StaffRole[]) => void; disabled?: boolean };

/** The staff roles, each with what it opens. None ticked: a customer like any other. */
export function RoleBoxes({ value, onChange, disabled }: RoleBoxesProps) {
  const t = useTranslations("backoffice");
  return (
    <fieldset disabled={disabled} className="grid gap-2.5">
      <legend className="mb-2 font-medium">{t("users.roles")}</legend>
      {staffRoles.map((role) => (
        <Checkbox
          key={role}
          name="roles"
          value={role}
          label={t(`roles.${role}.name`)}
          description={t(`roles.${role}.grants`)}
          checked={value.includes(role)}
          onChange={(event) =>
            onChange(event.target.checked ? [...value, role] : value.filter((other) => other !== role))
          }
        />
      ))}
    </fieldset>
  );
}
