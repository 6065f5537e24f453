"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { CommandError } from "../shared/command-error.tsx";
import { ConfirmButton } from "../shared/confirm-button.tsx";
import { RelativeTime } from "../shared/relative-time.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";

/** A customer's data, for one who asked by letter or telephone: a copy of it, and forgetting them. */
export function PrivacySection({ userId, name }: { userId: string; name: string }) {
  const t = useTranslations("backoffice.privacy");
  const trpc = useTRPC();
  const state = useQuery({
    ...trpc.admin.privacy.get.queryOptions({ id: userId }),
    refetchInterval: ({ state: { data } }) => (data?.copies.some((copy) => copy.status === "queued") ? 2_000 : false),
  });
  const copy = useCommand(trpc.admin.privacy.askCopy.mutationOptions(), { done: t("copyAsked") });
  const erase = useCommand(trpc.admin.privacy.erase.mutationOptions(), { done: t("erased") });
  const { copies = [], obstacles = [] } = state.data ?? {};
  return (
    <Section title={t("title")}>
      <div className="grid gap-3">
        {copies.map((one) => (
          <p key={one.id} className="flex flex-wrap items-baseline justify-between gap-3">
            <span className="text-muted">
              <RelativeTime at={one.createdAt} /> · {t(`status.${one.status}`)}
            </span>
            {one.status === "ready" && (
              <a href={`/api/exports/account/data/${one.id}`} download className="underlined min-h-6">
                {t("download")}
              </a>
            )}
          </p>
        ))}
        {obstacles.length > 0 && (
          <div className="text-muted">
            <p>{t("blocked")}</p>
            <ul className="list-disc pl-5">
              {obstacles.map((one) => (
                <li key={one}>{t(`obstacles.${one}`)}</li>
              ))}
            </ul>
          </div>
        )}
        <CommandError command={copy} />
        <div className="flex flex-wrap gap-2">
          <Button
            busy={copy.busy}
            disabled={!state.data || copies.some((one) => one.status === "queued")}
            onClick={() => copy.run({ id: userId })}
          >
            {t("askCopy")}
          </Button>
          {state.data && obstacles.length === 0 && (
            <ConfirmButton
              label={t("erase")}
              title={t("eraseTitle", { name })}
              text={t("eraseText")}
              confirm={t("erase")}
              variant="danger"
              command={erase}
              onConfirm={() => erase.run({ id: userId })}
            />
          )}
        </div>
      </div>
    </Section>
  );
}
