"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { shipsChoices } from "#server/modules/channels/contract.ts";
import { type ChannelProblem, movePlace, type PlaceDraft } from "./channel-draft.ts";

type ChannelPlacesProps = {
  places: readonly PlaceDraft[];
  wrong: readonly ChannelProblem[];
  onChange: (places: PlaceDraft[]) => void;
};

/** The places that serve a channel, first choice first, each with what it keeps back for others. */
export function ChannelPlaces({ places, wrong, onChange }: ChannelPlacesProps) {
  const t = useTranslations("backoffice.channels");
  const change = (code: string, part: Partial<PlaceDraft>) =>
    onChange(places.map((place) => (place.code === code ? { ...place, ...part } : place)));
  return (
    <div className="grid gap-2 pt-2">
      <Table caption={t("locations")}>
        <TableHead>
          <tr>
            <TableHeader>{t("serves")}</TableHeader>
            <TableHeader>{t("ships")}</TableHeader>
            <TableHeader numeric>{t("safetyStock")}</TableHeader>
            <TableHeader numeric>{t("order")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {places.map((place, i) => (
            <TableRow key={place.code}>
              <TableCell>
                <Checkbox
                  name={i === 0 ? "locations" : undefined}
                  checked={place.serves}
                  onChange={(event) => change(place.code, { serves: event.target.checked })}
                  label={place.name}
                  description={place.city}
                />
              </TableCell>
              <TableCell>
                <Select
                  aria-label={t("shipsOf", { name: place.name })}
                  disabled={!place.serves}
                  value={place.ships}
                  onChange={(event) => change(place.code, { ships: event.target.value as PlaceDraft["ships"] })}
                  className="w-40"
                >
                  {shipsChoices.map((choice) => (
                    <option key={choice} value={choice}>
                      {t(`shipsChoices.${choice}`)}
                    </option>
                  ))}
                </Select>
              </TableCell>
              <TableCell numeric>
                <Input
                  name={`safety ${place.code}`}
                  aria-label={t("safetyStockOf", { name: place.name })}
                  aria-invalid={wrong.includes(`safety ${place.code}`) || undefined}
                  inputMode="decimal"
                  autoComplete="off"
                  disabled={!place.serves}
                  value={place.safetyText}
                  onChange={(event) => change(place.code, { safetyText: event.target.value })}
                  className="ml-auto w-24 text-right tabular"
                />
              </TableCell>
              <TableCell numeric>
                <span className="inline-flex gap-1">
                  <Button
                    variant="ghost"
                    size="icon"
                    className="size-7"
                    disabled={i === 0}
                    aria-label={t("earlier", { name: place.name })}
                    onClick={() => onChange(movePlace(places, i, -1))}
                  >
                    <ArrowUp aria-hidden />
                  </Button>
                  <Button
                    variant="ghost"
                    size="icon"
                    className="size-7"
                    disabled={i === places.length - 1}
                    aria-label={t("later", { name: place.name })}
                    onClick={() => onChange(movePlace(places, i, 1))}
                  >
                    <ArrowDown aria-hidden />
                  </Button>
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="text-muted">{t("shipsText")}</p>
      <p className="text-muted">{t("safetyText")}</p>
      {wrong.includes("locations") && <p className="text-danger">{t("onePlace")}</p>}
      {wrong.some((problem) => problem.startsWith("safety ")) && <p className="text-danger">{t("safetyInvalid")}</p>}
    </div>
  );
}
