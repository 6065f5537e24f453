import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { Alert } from "#components/ui/alert.tsx";
import type { DeliveryDetail } from "../dto.ts";
import { ExactTime } from "../shared/relative-time.tsx";

/** The buyer changed the order: since when, where it went before, on which day it is wanted. */
export function ChangedMark({ changed, wantedOn }: Pick<DeliveryDetail, "changed" | "wantedOn">) {
  const t = useTranslations("backoffice.changed");
  const format = useFormatter();
  if (!changed && !wantedOn) return null;
  const at = changed?.before;
  const before = at && [at.recipient, at.company, at.line1, `${at.postcode} ${at.city}`].filter(Boolean).join(", ");
  return (
    <Alert tone="info" title={changed ? t("title") : undefined} className="mb-5">
      {changed && (
        <p>
          <ExactTime at={changed.at} /> · {t("note")}
        </p>
      )}
      {before && <p>{t("address", { before })}</p>}
      {wantedOn && (
        <p>{t("wanted", { day: format.dateTime(new Date(wantedOn), { dateStyle: "full", timeZone: "UTC" }) })}</p>
      )}
    </Alert>
  );
}
