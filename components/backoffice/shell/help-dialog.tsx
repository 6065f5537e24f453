"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import type { Role } from "#server/access/roles.ts";
import { areasFor } from "../navigation.ts";

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="flex gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="min-w-6 rounded-[3px] border border-line bg-sunk px-1.5 text-center font-sans text-xs"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}

/** Every key that does something. */
export function HelpDialog({ open, onClose, roles }: { open: boolean; onClose: () => void; roles: readonly Role[] }) {
  const t = useTranslations("backoffice");
  const general: [string, readonly string[]][] = [
    [t("help.palette"), ["Ctrl", "K"]],
    [t("help.filter"), ["/"]],
    [t("help.nextRow"), ["J"]],
    [t("help.previousRow"), ["K"]],
    [t("help.openRow"), [t("help.enter")]],
    [t("help.close"), [t("help.escape")]],
    [t("help.help"), ["?"]],
  ];
  const go = areasFor({ roles }).flatMap(({ key, letter }): [string, readonly string[]][] =>
    letter ? [[t(`areas.${key}`), ["G", letter.toUpperCase()]]] : [],
  );
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent title={t("help.title")} className="w-[min(40rem,calc(100vw-2rem))]">
        <div className="grid gap-6 sm:grid-cols-2">
          {[
            { title: t("help.everywhere"), rows: general },
            { title: t("help.go"), rows: go },
          ].map((part) => (
            <section key={part.title}>
              <h3 className="mb-1 text-xs font-medium text-muted">{part.title}</h3>
              <dl className="divide-y divide-line">
                {part.rows.map(([label, keys]) => (
                  <div key={label} className="flex h-8 items-center justify-between gap-4">
                    <dt>{label}</dt>
                    <dd>
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
