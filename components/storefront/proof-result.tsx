import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormatter } from "#app/_i18n/formatter.ts";
import { checkAreas, type Proof } from "#server/modules/reporting/checks-contract.ts";

type Told = Proof["invariants"][number];

/** What the last checks found, the whole first, then rule by rule. */
export function ProofResult({ proof }: { proof: Proof }) {
  const t = useTranslations("proof");
  return (
    <>
      <Whole proof={proof} />
      {checkAreas.map((area) => {
        const own = proof.invariants.filter((one) => one.area === area);
        return own.length ? (
          <section key={area} aria-labelledby={`proof-${area}`} className="mt-14">
            <h2 id={`proof-${area}`} className="font-display text-3xl leading-tight">
              {t(`areas.${area}`)}
            </h2>
            <ul className="mt-5 border-t border-line">
              {own.map((one) => (
                <Rule key={one.name} one={one} />
              ))}
            </ul>
          </section>
        ) : null;
      })}
    </>
  );
}

function Whole({ proof }: { proof: Proof }) {
  const t = useTranslations("proof");
  const format = useFormatter();
  const broken = proof.invariants.filter((one) => one.holds === false).length;
  const known = proof.invariants.filter((one) => one.holds !== null).length;
  const state = broken ? "broken" : known === proof.invariants.length ? "holds" : "unknown";
  const words = {
    holds: [t("allHold"), t("allHoldText", { count: known })],
    broken: [t("someBroken"), t("someBrokenText", { count: broken })],
    unknown: [t("never"), t("neverText")],
  }[state];
  const wash = { holds: "bg-success-wash text-success", broken: "bg-warning-wash text-warning", unknown: "bg-sunk" };
  return (
    <div className={`mt-12 grid gap-2 rounded-sheet px-6 py-8 md:px-10 md:py-10 ${wash[state]}`}>
      <p className="flex items-center gap-3 font-display text-3xl leading-tight md:text-4xl">
        <Mark state={state} className="size-8 shrink-0 md:size-9" />
        {words[0]}
      </p>
      <p className="max-w-[56ch] text-lg text-pretty">{words[1]}</p>
      {proof.checkedAt && (
        <p className="text-sm">
          {t("lastFull")}{" "}
          <time dateTime={proof.checkedAt}>
            {format.dateTime(new Date(proof.checkedAt), { dateStyle: "long", timeStyle: "short" })}
          </time>
        </p>
      )}
    </div>
  );
}

function Mark({ state, className }: { state: "holds" | "broken" | "unknown"; className?: string }) {
  const Icon = { holds: CircleCheck, broken: CircleAlert, unknown: CircleDashed }[state];
  return <Icon aria-hidden strokeWidth={1.5} className={className} />;
}

function Rule({ one }: { one: Told }) {
  const t = useTranslations("proof");
  const format = useFormatter();
  const state = one.holds === null ? "unknown" : one.holds ? "holds" : "broken";
  const tone = { holds: "text-success", broken: "text-warning", unknown: "text-muted" }[state];
  const rows =
    one.rowsAtLeast === 0
      ? t("rows.none")
      : one.rowsAtLeast === 1
        ? t("rows.some")
        : t("rows.many", { count: format.number(one.rowsAtLeast) });
  return (
    <li className="grid gap-x-12 gap-y-3 border-b border-line py-6 md:grid-cols-[2fr_1fr]">
      <div className="grid content-start gap-1.5">
        <h3 className="text-lg font-medium">{t(`invariants.${one.name}.title` as never)}</h3>
        <p className="max-w-[60ch] leading-relaxed text-muted text-pretty">
          {t(`invariants.${one.name}.text` as never)}
        </p>
        <details className="mt-1 min-w-0">
          <summary className="min-h-6 cursor-pointer text-sm text-muted hover:text-ink">{t("query")}</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
            tabIndex={0}
            className="mt-2 max-w-full overflow-x-auto bg-sunk p-4 text-xs leading-relaxed"
          >
            <code>{one.query}</code>
          </pre>
        </details>
      </div>
      <div className="grid content-start gap-1 text-sm md:justify-items-end md:text-right">
        <p className={`flex items-center gap-1.5 text-base font-medium ${tone}`}>
          <Mark state={state} className="size-4.5" />
          {t(state)}
        </p>
        <p className="text-muted">{rows}</p>
        {one.checkedAt && (
          <p className="text-muted">
            {t("checked")}{" "}
            <time dateTime={one.checkedAt}>
              {format.dateTime(new Date(one.checkedAt), { dateStyle: "medium", timeStyle: "short" })}
            </time>
          </p>
        )}
      </div>
    </li>
  );
}
