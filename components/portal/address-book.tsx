"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MapPin, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Address } from "#server/modules/partners/contract.ts";
import { AddressForm } from "./address-form.tsx";

type Country = { code: string; name: string };

function Entry({ address, onChange, onRemove }: { address: Address; onChange: () => void; onRemove: () => void }) {
  const t = useTranslations("portal.addresses");
  const locale = useLocale();
  const country = new Intl.DisplayNames([locale], { type: "region" }).of(address.country);
  const lines = [address.company, address.line1, address.line2, `${address.postcode} ${address.city}`, country];
  return (
    <li className="grid content-between gap-5 rounded-sheet border border-line bg-raised p-5">
      <div className="grid gap-2">
        <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
          {address.label || t(`types.${address.type}`)}
          {address.isDefault && (
            <Badge tone="info">{t("default", { type: t(`types.${address.type}`).toLowerCase() })}</Badge>
          )}
        </p>
        <address className="leading-relaxed not-italic">
          <span className="block font-medium">{address.recipient}</span>
          {lines.filter(Boolean).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
          {address.phone && <span className="tabular mt-1 block text-muted">{address.phone}</span>}
        </address>
      </div>
      <div className="flex gap-2">
        <Button
          size="sm"
          onClick={onChange}
          aria-label={t("changeOf", { name: address.recipient, city: address.city })}
        >
          {t("change")}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          onClick={onRemove}
          aria-label={t("removeOf", { name: address.recipient, city: address.city })}
        >
          {t("remove")}
        </Button>
      </div>
    </li>
  );
}

/** The address book: entries as cards, a form in a dialog. */
export function AddressBook({ initial, countries }: { initial: Address[]; countries: readonly Country[] }) {
  const t = useTranslations("portal.addresses");
  const api = useTRPC();
  const queries = useQueryClient();
  const errorMessage = useErrorMessage();
  const [open, setOpen] = useState<Address | "new" | null>(null);
  const { data: addresses } = useQuery(api.account.addresses.list.queryOptions(undefined, { initialData: initial }));
  const reload = () => queries.invalidateQueries(api.account.addresses.list.queryFilter());
  const remove = useMutation(
    api.account.addresses.remove.mutationOptions({
      onSuccess: async () => {
        await reload();
        toast({ title: t("removed") });
      },
      onError: (error) => toast({ title: errorMessage(error), tone: "danger" }),
    }),
  );
  async function done() {
    setOpen(null);
    await reload();
    toast({ title: t("saved") });
  }
  const add = (
    <Button variant={addresses.length ? "secondary" : "primary"} onClick={() => setOpen("new")}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  return (
    <div className="grid gap-6">
      {addresses.length === 0 ? (
        <EmptyState icon={<MapPin aria-hidden />} title={t("emptyTitle")} text={t("emptyText")} action={add} />
      ) : (
        <>
          <div>{add}</div>
          <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
            {addresses.map((address) => (
              <Entry
                key={address.id}
                address={address}
                onChange={() => setOpen(address)}
                onRemove={() => remove.mutate({ id: address.id })}
              />
            ))}
          </ul>
        </>
      )}
      <Dialog open={open !== null} onOpenChange={(next) => !next && setOpen(null)}>
        <DialogContent title={open === "new" ? t("newTitle") : t("changeTitle")}>
          {open && <AddressForm address={open === "new" ? null : open} countries={countries} onDone={done} />}
        </DialogContent>
      </Dialog>
    </div>
  );
}
