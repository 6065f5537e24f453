"use client";
import { useTranslations } from "next-intl";
import type { ClaimOptions } from "#server/modules/claims/contract.ts";
import { ChosenLine } from "../chosen-line.tsx";
import { useDates } from "../use-dates.ts";

/** Units by line. */
export type Claimed = Readonly<Record<string, number>>;

type ClaimLinesProps = {
  lines: ClaimOptions["lines"];
  chosen: Claimed;
  onChange: (chosen: Claimed) => void;
  error: string | null;
};

/** Which of the goods something is wrong with, and how many of each; for what it is too late says so. */
export function ClaimLines({ lines, chosen, onChange, error }: ClaimLinesProps) {
  const t = useTranslations("portal.claims");
  const dates = useDates();
  const covered = ({ until, closed }: ClaimOptions["lines"][number]) =>
    until === null ? t("onItsWay") : t(closed ? "over" : "covered", { day: dates.day(`${until}T12:00:00Z`) });
  return (
    <fieldset className="grid gap-2">
      <legend className="display mb-3 text-3xl">{t("what")}</legend>
      <ul className="divide-y divide-line border-y border-line">
        {lines.map((line) => (
          <ChosenLine
            key={line.orderLineId}
            line={line}
            notes={[line.description, covered(line)].filter(Boolean).join(" · ")}
            pieces={t("pieces", { count: line.quantity })}
            disabled={line.closed}
            units={chosen[line.orderLineId] ?? 0}
            first={Math.min(1, line.quantity)}
            onUnits={(units) => onChange({ ...chosen, [line.orderLineId]: units })}
          />
        ))}
      </ul>
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
