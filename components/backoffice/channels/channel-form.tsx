"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPC } from "#components/trpc/client.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Radio, RadioGroup } from "#components/ui/radio-group.tsx";
import {
  captureModes,
  holdMoments,
  reviewsAppearances,
  sourcingRules,
  stockDisplays,
} from "#server/modules/channels/contract.ts";
import type { ChannelSettings } from "../dto.ts";
import { CommandError } from "../shared/command-error.tsx";
import { Section } from "../shared/section.tsx";
import { useCommand } from "../shared/use-command.ts";
import { type ChannelProblem, limits, type NumberField, placesOf, readChannel } from "./channel-draft.ts";
import { ChannelPlaces } from "./channel-places.tsx";

const choices = {
  holdOn: holdMoments,
  sourcing: sourcingRules,
  captureMode: captureModes,
  stockDisplay: stockDisplays,
  reviewsAppear: reviewsAppearances,
} as const;
type Choices = typeof choices;
type ChoiceKey = { [N in keyof Choices]: `choices.${N}.${Choices[N][number]}` }[keyof Choices];

/** How a channel holds, sources, shows and takes money. Saved as one; refused when somebody else saved meanwhile. */
export function ChannelForm({ channel, mayWrite }: { channel: ChannelSettings; mayWrite: boolean }) {
  const t = useTranslations("backoffice.channels");
  const trpc = useTRPC();
  const [places, setPlaces] = useState(placesOf(channel));
  const [wrong, setWrong] = useState<readonly ChannelProblem[]>([]);
  const command = useCommand(trpc.admin.channels.save.mutationOptions(), { done: t("saved") });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const read = readChannel(channel, new FormData(form), places);
    const problems = "wrong" in read ? read.wrong : [];
    setWrong(problems);
    const [first] = problems;
    if (first)
      form.querySelector<HTMLElement>(`[name="${first === "paymentMethods" ? "pay online" : first}"]`)?.focus();
    else if ("input" in read) command.run(read.input);
  };

  const number = (name: NumberField) => {
    const [least, most] = limits[name];
    return (
      <Field
        label={t(name)}
        hint={t(`hints.${name}`)}
        required
        error={wrong.includes(name) ? t("between", { least, most }) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name={name}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={channel[name]}
            className="w-28 text-right tabular"
          />
        )}
      </Field>
    );
  };
  const choice = (name: keyof Choices) => (
    <RadioGroup legend={t(name)} className="content-start">
      {choices[name].map((value) => {
        const key = `choices.${name}.${value}` as ChoiceKey;
        return (
          <Radio
            key={value}
            name={name}
            value={value}
            defaultChecked={channel[name] === value}
            label={t(key)}
            description={t(`${key}Text`)}
          />
        );
      })}
    </RadioGroup>
  );

  return (
    <form noValidate onSubmit={submit}>
      <fieldset disabled={!mayWrite} className="grid gap-8">
        <legend className="sr-only">{t("settings")}</legend>
        <Section title={t("holding")}>
          <div className="grid gap-5 pt-2 md:grid-cols-2">
            {choice("holdOn")}
            <div className="grid content-start gap-4">
              {number("holdMinutes")}
              {number("cartHoldMinutes")}
              {number("transferHoldDays")}
              {number("reminderMinutes")}
            </div>
          </div>
        </Section>
        <Section title={t("sourcingTitle")}>
          <div className="grid gap-5 pt-2 md:grid-cols-2">
            {choice("sourcing")}
            <Checkbox
              name="splitLines"
              defaultChecked={channel.splitLines}
              label={t("splitLines")}
              description={t("splitLinesText")}
            />
          </div>
          <ChannelPlaces places={places} wrong={wrong} onChange={setPlaces} />
        </Section>
        <Section title={t("payment")}>
          <div className="grid gap-5 pt-2 md:grid-cols-2">
            {choice("captureMode")}
            <fieldset className="grid content-start gap-2">
              <legend className="mb-2 font-medium">{t("paymentMethods")}</legend>
              {(["online", "transfer"] as const).map((method) => (
                <Checkbox
                  key={method}
                  name={`pay ${method}`}
                  defaultChecked={channel.paymentMethods.includes(method)}
                  label={t(`methods.${method}`)}
                />
              ))}
              {wrong.includes("paymentMethods") && <p className="text-danger">{t("oneMethod")}</p>}
            </fieldset>
          </div>
        </Section>
        <Section title={t("display")}>
          <div className="grid gap-5 pt-2 md:grid-cols-2">
            {choice("stockDisplay")}
            {number("plentyFrom")}
          </div>
        </Section>
        <Section title={t("returnsTitle")}>
          <div className="pt-2">{number("returnToleranceDays")}</div>
        </Section>
        <Section title={t("reviewsTitle")}>
          <div className="grid gap-5 pt-2 md:grid-cols-2">
            {choice("reviewsAppear")}
            {number("reviewAskDays")}
          </div>
        </Section>
        <CommandError command={command} />
        {mayWrite && (
          <div>
            <Button type="submit" variant="solid" busy={command.busy}>
              {t("save")}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
