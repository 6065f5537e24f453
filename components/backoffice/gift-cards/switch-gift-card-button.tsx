"use client";

import { useTranslations } from "next-intl";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import type { GiftCardPage } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { useCommand } from "../shared/use-command.ts";

/** Switches a card off (lost, stolen) or on again: nothing on it is lost. */
export function SwitchGiftCardButton({ card }: { card: GiftCardPage["items"][number] }) {
  const t = useTranslations("backoffice.giftCards");
  const trpc = useTRPC();
  const command = useCommand(trpc.admin.giftCards.change.mutationOptions(), {
    done: t(card.active ? "switchedOff" : "switchedOn", { ending: card.ending }),
  });
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        busy={command.busy}
        aria-label={t(card.active ? "switchOffCard" : "switchOnCard", { ending: card.ending })}
        onClick={() => command.run({ id: card.id, version: card.version, active: !card.active })}
      >
        {t(card.active ? "switchOff" : "switchOn")}
      </Button>
      <CommandError command={command} />
    </>
  );
}
