"use client";
import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import { exponentOf } from "#server/kernel/money.ts";
import type { Company, Member } from "#server/modules/companies/contract.ts";
import { MemberForm } from "./member-form.tsx";

type CompanyMembersProps = {
  company: Company;
  /** Through whose door: a member's own, or that of the staff. */
  as: "member" | "staff";
  /** Whether the reader may change anything. */
  editable: boolean;
};

function useLimits(currency: string) {
  const t = useTranslations("portal.company");
  const format = useFormatter();
  const amount = (minor: number) => format.number(minor / 10 ** exponentOf(currency), { style: "currency", currency });
  return ({ orderLimitMinor, monthLimitMinor }: Member): string =>
    [
      orderLimitMinor === null ? null : t("limits.perOrder", { amount: amount(orderLimitMinor) }),
      monthLimitMinor === null ? null : t("limits.perMonth", { amount: amount(monthLimitMinor) }),
    ]
      .filter(Boolean)
      .join(" · ");
}

/** Who may buy, approve, read and run a company's account; administrators and staff change it here. */
export function CompanyMembers({ company, as, editable }: CompanyMembersProps) {
  const t = useTranslations("portal.company");
  const actions = useTranslations("common.actions");
  const trpc = useTRPC();
  const api = as === "staff" ? trpc.admin.companies : trpc.account.companies;
  const router = useRouter();
  const message = useErrorMessage();
  const limitsOf = useLimits(company.currency);
  const [open, setOpen] = useState<Member | "new" | null>(null);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const done = (text: string) => () => {
    setOpen(null);
    setLeaving(null);
    toast({ title: text });
    router.refresh();
  };
  const failed = (error: unknown) => toast({ title: message(error), tone: "danger" });
  const invite = useMutation(api.invite.mutationOptions({ onSuccess: done(t("invited")) }));
  const change = useMutation(api.setMember.mutationOptions({ onSuccess: done(t("memberSaved")) }));
  const remove = useMutation(
    api.removeMember.mutationOptions({ onSuccess: done(t("memberRemoved")), onError: failed }),
  );
  const revoke = useMutation(
    api.revokeInvitation.mutationOptions({ onSuccess: done(t("invitationRevoked")), onError: failed }),
  );
  const companyId = company.id;
  const error = open === "new" ? invite.error : change.error;
  const show = (what: Member | "new" | null) => {
    invite.reset();
    change.reset();
    setOpen(what);
  };
  return (
    <div className="grid gap-4">
      <ul className="border-t border-line">
        {company.members.map((member) => (
          <li
            key={member.userId}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <div className="grid min-w-0 gap-1">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-medium">{member.name}</span>
                {member.roles.map((role) => (
                  <Badge key={role}>{t(`roles.${role}`)}</Badge>
                ))}
              </p>
              <p className="text-sm break-words text-muted">
                {[member.email, limitsOf(member)].filter(Boolean).join(" · ")}
              </p>
            </div>
            {editable && (
              <div className="flex gap-2">
                <Button size="sm" aria-label={t("changeOf", { name: member.name })} onClick={() => show(member)}>
                  {t("change")}
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t("removeOf", { name: member.name })}
                  onClick={() => setLeaving(member)}
                >
                  {t("remove")}
                </Button>
              </div>
            )}
          </li>
        ))}
        {company.invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <div className="grid min-w-0 gap-1">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="break-words">{invitation.email}</span>
                <Badge tone="info">{t("waiting")}</Badge>
              </p>
              <p className="text-sm text-muted">{invitation.roles.map((role) => t(`roles.${role}`)).join(", ")}</p>
            </div>
            {editable && (
              <Button
                size="sm"
                variant="ghost"
                aria-label={t("revokeOf", { email: invitation.email })}
                onClick={() => revoke.mutate({ companyId, invitationId: invitation.id })}
              >
                {t("revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <div>
          <Button onClick={() => show("new")}>
            <Plus aria-hidden />
            {t("inviteSomebody")}
          </Button>
        </div>
      )}
      <Dialog open={open !== null} onOpenChange={(next) => !next && setOpen(null)}>
        <DialogContent
          title={open === "new" || !open ? t("inviteSomebody") : open.name}
          description={open === "new" ? t("inviteText") : undefined}
        >
          {open && (
            <MemberForm
              member={open === "new" ? null : open}
              currency={company.currency}
              busy={invite.isPending || change.isPending}
              error={error ? message(error) : null}
              onSave={({ email, ...fields }) =>
                open === "new"
                  ? invite.mutate({ companyId, email, ...fields })
                  : change.mutate({ companyId, userId: open.userId, ...fields })
              }
            />
          )}
        </DialogContent>
      </Dialog>
      <Dialog open={leaving !== null} onOpenChange={(next) => !next && setLeaving(null)}>
        <DialogContent title={t("removeTitle", { name: leaving?.name ?? "" })} description={t("removeText")}>
          <DialogActions>
            <DialogClose asChild>
              <Button>{actions("cancel")}</Button>
            </DialogClose>
            <Button
              variant="danger"
              busy={remove.isPending}
              onClick={() => leaving && remove.mutate({ companyId, userId: leaving.userId })}
            >
              {t("remove")}
            </Button>
          </DialogActions>
        </DialogContent>
      </Dialog>
    </div>
  );
}
