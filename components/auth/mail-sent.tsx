"use client";
import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";

type MailSentProps = { email: string; kind: "link" | "register" | "reset"; onBack: () => void };

/** A mail is on its way, whatever is true of the address. Takes the focus, so that it is read out. */
export function MailSent({ email, kind, onBack }: MailSentProps) {
  const t = useTranslations("auth.sent");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid gap-4">
      <MailCheck aria-hidden className="size-9 stroke-[1.25] text-accent" />
      <h1 ref={heading} tabIndex={-1} className="display text-4xl outline-none">
        {t("title")}
      </h1>
      <p className="text-pretty">
        {t.rich(kind, { email, strong: (chunks) => <strong className="font-semibold break-all">{chunks}</strong> })}
      </p>
      <p className="text-sm text-muted text-pretty">{t("nothing")}</p>
      <div>
        <Button onClick={onBack}>{t("back")}</Button>
      </div>
    </div>
  );
}
