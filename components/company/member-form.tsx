"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { majorText, readMajor } from "#components/backoffice/shared/major.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { type MembershipRole, membershipRoles } from "#server/access/roles.ts";
import type { Member } from "#server/modules/companies/contract.ts";

export type MemberFields = Pick<Member, "roles" | "orderLimitMinor" | "monthLimitMinor">;
type LimitName = "orderLimitMinor" | "monthLimitMinor";

type MemberFormProps = {
  /** Who is changed; null: somebody is invited. */
  member: Member | null;
  currency: string;
  busy: boolean;
  error: string | null;
  onSave: (fields: MemberFields & { email: string }) => void;
};

/** What a member may do and spend; with the address, for whoever is invited. */
export function MemberForm({ member, currency, busy, error, onSave }: MemberFormProps) {
  const t = useTranslations("portal.company");
  const actions = useTranslations("common.actions");
  const [roles, setRoles] = useState<readonly MembershipRole[]>(member?.roles ?? ["buyer"]);
  const [tried, setTried] = useState(false);
  const text = (name: LimitName) =>
    member && member[name] !== null ? majorText({ minor: member[name], currency }) : "";
  const [limits, setLimits] = useState({
    orderLimitMinor: text("orderLimitMinor"),
    monthLimitMinor: text("monthLimitMinor"),
  });
  const [email, setEmail] = useState("");
  const wrongLimit = (name: LimitName) => limits[name].trim() !== "" && !readMajor(limits[name], currency);
  const wrongEmail = !member && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email.trim());
  const minor = (name: LimitName) => (limits[name].trim() ? (readMajor(limits[name], currency)?.minor ?? null) : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrongEmail || roles.length === 0 || wrongLimit("orderLimitMinor") || wrongLimit("monthLimitMinor")) return;
    const buys = roles.includes("buyer");
    onSave({
      email: email.trim(),
      roles: [...roles],
      orderLimitMinor: buys ? minor("orderLimitMinor") : null,
      monthLimitMinor: buys ? minor("monthLimitMinor") : null,
    });
  };
  const limit = (name: LimitName) => (
    <Field
      label={t(`limits.${name}`, { currency })}
      required={false}
      error={wrongLimit(name) ? t("limits.wrong") : undefined}
    >
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode="decimal"
          maxLength={14}
          value={limits[name]}
          onChange={(event) => setLimits((before) => ({ ...before, [name]: event.target.value }))}
        />
      )}
    </Field>
  );
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {error && <Alert tone="danger">{error}</Alert>}
      {!member && (
        <Field label={t("email")} required error={tried && wrongEmail ? t("emailWrong") : undefined}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="off"
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
      )}
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">{t("rolesOf")}</legend>
        {membershipRoles.map((role) => (
          <Checkbox
            key={role}
            name={role}
            label={t(`roles.${role}`)}
            description={t(`roleHints.${role}`)}
            checked={roles.includes(role)}
            onChange={(event) =>
              setRoles((before) => (event.target.checked ? [...before, role] : before.filter((one) => one !== role)))
            }
          />
        ))}
        {tried && roles.length === 0 && <p className="text-sm font-medium text-danger">{t("rolesMissing")}</p>}
      </fieldset>
      {roles.includes("buyer") && (
        <div className="grid gap-4">
          {limit("orderLimitMinor")}
          {limit("monthLimitMinor")}
        </div>
      )}
      <DialogActions>
        <DialogClose asChild>
          <Button>{actions("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="solid" busy={busy}>
          {member ? actions("save") : t("invite")}
        </Button>
      </DialogActions>
    </form>
  );
}
