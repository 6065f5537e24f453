import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { needsResponsible, type Reachable } from "#server/modules/catalogue/maker-contract.ts";

export const reachableFields = ["name", "line1", "postcode", "city", "country", "contact"] as const;
export type ReachableField = (typeof reachableFields)[number];
export type ReachableProblems = Partial<
  Record<ReachableField, "fieldMissing" | "countryInvalid" | "outsideUnion" | "contactInvalid">
>;

/** What the server would refuse, said before it is asked. `inUnion`: must be established there. */
export function problemsOf(person: Reachable, inUnion: boolean): ReachableProblems {
  const wrong: ReachableProblems = {};
  for (const field of ["name", "line1", "city", "contact"] as const) if (!person[field]) wrong[field] = "fieldMissing";
  if (!/^[A-Z]{2}$/.test(person.country)) wrong.country = "countryInvalid";
  else if (inUnion && needsResponsible(person.country)) wrong.country = "outsideUnion";
  if (person.contact && !/^(https?:\/\/\S+\.\S+|[^@\s]+@[^@\s]+\.[^@\s]+)$/.test(person.contact)) {
    wrong.contact = "contactInvalid";
  }
  return wrong;
}

export const readReachable = (data: FormData, prefix: string): Reachable => {
  const said = (field: ReachableField) => String(data.get(prefix + field) ?? "").trim();
  return {
    name: said("name"),
    line1: said("line1"),
    postcode: said("postcode"),
    city: said("city"),
    country: said("country").toUpperCase(),
    contact: said("contact"),
  };
};

type ReachableFieldsProps = { prefix: string; value: Reachable | null | undefined; problems: ReachableProblems };

/** Name, postal and electronic address. */
export function ReachableFields({ prefix, value, problems }: ReachableFieldsProps) {
  const t = useTranslations("backoffice.makers");
  const wide = new Set<ReachableField>(["name", "line1", "contact"]);
  return (
    <div className="grid items-start gap-3 sm:grid-cols-3">
      {reachableFields.map((field) => {
        const problem = problems[field];
        return (
          <Field
            key={field}
            label={t(field)}
            hint={field === "country" ? t("countryHint") : field === "contact" ? t("contactHint") : undefined}
            error={problem && t(problem)}
            required={field === "postcode" ? undefined : true}
            className={wide.has(field) ? "sm:col-span-3" : undefined}
          >
            {(control) => (
              <Input
                {...control}
                name={prefix + field}
                autoComplete="off"
                maxLength={field === "country" ? 2 : 200}
                defaultValue={value?.[field]}
                className={field === "country" ? "uppercase" : undefined}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}
