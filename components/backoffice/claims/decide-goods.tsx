"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import type { ClaimDetail } from "../dto.ts";
import { chosen, type Picked, UnitPicker } from "../orders/unit-picker.tsx";
import { useCommand } from "../shared/use-command.ts";
import { ChooseVariants, firstChoices, type Variants } from "./choose-variants.tsx";
import { DecideButton } from "./decide-button.tsx";

export const pickable = (found: ClaimDetail) => found.lines.map((line) => ({ ...line, left: line.quantity }));
export const allOf = (found: ClaimDetail): Picked =>
  Object.fromEntries(found.lines.map((line) => [line.orderLineId, line.quantity]));

/** Sends the goods again at once. */
export function ReplaceButton({ found }: { found: ClaimDetail }) {
  const t = useTranslations("backoffice.claims");
  const trpc = useTRPC();
  const [picked, setPicked] = useState<Picked>(() => allOf(found));
  const [variants, setVariants] = useState<Variants>(() => firstChoices(found, allOf(found)));
  const command = useCommand(trpc.admin.claims.replace.mutationOptions(), {
    done: (made) => t("replaced", { number: made.number }),
  });
  const { number, version } = found;
  const lines = chosen(picked).map((line) => ({ ...line, variantId: variants[line.orderLineId] ?? "" }));
  const lacks = lines.some((line) => line.variantId === "") ? t("noReplacement") : null;
  return (
    <DecideButton
      label={t("replace")}
      title={t("replaceTitle", { number })}
      text={t("replaceText")}
      confirm={t("replaceConfirm")}
      wished={found.wish === "replacement"}
      command={command}
      onOpen={() => {
        setPicked(allOf(found));
        setVariants(firstChoices(found, allOf(found)));
      }}
      missing={lines.length === 0 ? t("noneChosen") : lacks}
      onConfirm={(words) => command.run({ number, version, lines, ...words })}
    >
      <UnitPicker lines={pickable(found)} picked={picked} onPick={setPicked} />
      <ChooseVariants found={found} picked={picked} variants={variants} onChoose={setVariants} label="replaceBy" />
    </DecideButton>
  );
}

/** Asks for the goods first: their return does the rest. */
export function SendBackButton({ found }: { found: ClaimDetail }) {
  const t = useTranslations("backoffice.claims");
  const trpc = useTRPC();
  const [picked, setPicked] = useState<Picked>(() => allOf(found));
  const [variants, setVariants] = useState<Variants>({});
  const command = useCommand(trpc.admin.claims.sendBack.mutationOptions(), {
    done: (made) => t("sentBack", { number: made.number }),
  });
  const { number, version } = found;
  const lines = chosen(picked).map((line) => ({
    ...line,
    ...(variants[line.orderLineId] && { exchangeFor: variants[line.orderLineId] }),
  }));
  return (
    <DecideButton
      label={t("sendBack")}
      title={t("sendBackTitle", { number })}
      text={t("sendBackText")}
      confirm={t("sendBackConfirm")}
      wished={false}
      command={command}
      onOpen={() => {
        setPicked(allOf(found));
        setVariants(found.wish === "replacement" ? firstChoices(found, allOf(found)) : {});
      }}
      missing={lines.length === 0 ? t("noneChosen") : null}
      onConfirm={(words) => command.run({ number, version, lines, ...words })}
    >
      <UnitPicker lines={pickable(found)} picked={picked} onPick={setPicked} />
      <ChooseVariants
        found={found}
        picked={picked}
        variants={variants}
        onChoose={setVariants}
        label="thenSend"
        none={t("thenRefund")}
      />
    </DecideButton>
  );
}
