"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useTRPC } from "#components/trpc/client.tsx";
import { useErrorMessage } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useForm } from "#components/ui/use-form.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import {
  contactInput,
  ownTicketInput,
  type TicketCategory,
  ticketCategories,
} from "#server/modules/tickets/contract.ts";
import { FileField, type HandedIn } from "./file-field.tsx";

type AskFormProps = {
  /** Who asks: signed in, by the link of an order, or anybody with an address. */
  as: "customer" | "guest" | { orderToken: string };
  orderNumber?: string | undefined;
  product?: string | undefined;
  category?: TicketCategory;
};

const words = ownTicketInput.pick({ category: true, subject: true, body: true });
const guestWords = contactInput.pick({ category: true, subject: true, body: true, name: true, email: true });

/** Asks a question: what about, in a line, in full, with files. */
export function AskForm({ as, orderNumber, product, category = "other" }: AskFormProps) {
  const t = useTranslations("portal.help");
  const wrong = useTranslations("common.validation");
  const api = useTRPC();
  const router = useRouter();
  const hydrated = useHydrated();
  const errorMessage = useErrorMessage();
  const [handedIn, setFiles] = useState<HandedIn[]>([]);
  const [receipt, setReceipt] = useState<{ number: string; email: string } | null>(null);
  const own = useMutation(
    api.account.tickets.open.mutationOptions({ onSuccess: ({ number }) => router.push(`/account/help/${number}`) }),
  );
  const ofOrder = useMutation(
    api.shop.help.order.mutationOptions({ onSuccess: ({ token }) => router.push(`/help/${token}`) }),
  );
  const contact = useMutation(
    api.shop.help.contact.mutationOptions({
      onSuccess: ({ number }, { email }) => setReceipt({ number, email }),
    }),
  );
  const message = (field: string, value: string) => wrong(field === "email" && value ? "email" : "required");
  const guest = as === "guest";
  const short = useForm(words, message);
  const long = useForm(guestWords, message);
  const fields = guest ? long : short;
  const files = handedIn.map((file) => file.token);
  const form = guest
    ? long.form((data) => contact.mutate({ ...data, files, product }))
    : short.form((data) =>
        typeof as === "object"
          ? ofOrder.mutate({ ...data, files, token: as.orderToken })
          : own.mutate({ ...data, files, orderNumber, product }),
      );
  const failed = own.error ?? ofOrder.error ?? contact.error;
  if (receipt) {
    return (
      <Alert tone="success" title={t("received")}>
        {t("receivedText", receipt)}
      </Alert>
    );
  }
  return (
    <form {...form} className="grid max-w-[42rem] gap-5">
      {failed && <Alert tone="danger">{errorMessage(failed)}</Alert>}
      {guest && (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("name")} required error={fields.error("name")}>
            {(control) => <Input {...control} name="name" autoComplete="name" maxLength={120} />}
          </Field>
          <Field label={t("email")} required error={fields.error("email")}>
            {(control) => <Input {...control} name="email" type="email" autoComplete="email" maxLength={254} />}
          </Field>
        </div>
      )}
      <Field label={t("category")} required>
        {(control) => (
          <Select {...control} name="category" defaultValue={category}>
            {ticketCategories.map((one) => (
              <option key={one} value={one}>
                {t(`categories.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("subject")} required error={fields.error("subject")}>
        {(control) => <Input {...control} name="subject" autoComplete="off" maxLength={150} />}
      </Field>
      <Field label={t("message")} required error={fields.error("body")}>
        {(control) => <Textarea {...control} name="body" rows={7} maxLength={5000} />}
      </Field>
      <FileField files={handedIn} onChange={setFiles} />
      <div>
        <Button
          type="submit"
          variant="primary"
          busy={own.isPending || ofOrder.isPending || contact.isPending}
          disabled={!hydrated}
        >
          {t("send")}
        </Button>
      </div>
    </form>
  );
}
