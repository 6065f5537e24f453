"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

/** The code that the buyer shows, typed or read by a scanner that ends it with Enter. Ready for the next one afterwards. */
export function HandOverForm() {
  const t = useTranslations("shipping.pickups");
  const trpc = useTRPC();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const command = useCommand(trpc.admin.pickups.handOver.mutationOptions(), {
    done: ({ orderNumber }) => t("handedOver", { number: orderNumber }),
    onDone: () => {
      setCode("");
      field.current?.focus();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim().length >= 4) command.run({ code: code.trim() });
    else field.current?.focus();
  };
  return (
    <form onSubmit={submit} className="mb-6 grid max-w-md gap-2">
      <CommandError command={command} />
      <div className="flex items-end gap-2">
        <Field label={t("code")} className="grow">
          {(control) => (
            <Input
              {...control}
              ref={field}
              name="code"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              className="font-medium tracking-widest uppercase tabular"
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={command.busy}>
          {t("handOver")}
        </Button>
      </div>
      <p className="text-muted">{t("codeHint")}</p>
    </form>
  );
}
