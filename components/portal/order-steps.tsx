import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/class-names.ts";
import { type Step, steps } from "./order-progress.ts";

/** The four milestones, the reached ones filled. The state is in words too. */
export function OrderSteps({ current, partial }: { current: Step; partial: boolean }) {
  const t = useTranslations("portal.order.steps");
  const reached = steps.indexOf(current);
  return (
    <ol className="grid grid-cols-4" aria-label={t("label")}>
      {steps.map((step, i) => {
        const done = i < reached || (i === reached && step === "delivered");
        const here = i === reached;
        return (
          <li
            key={step}
            aria-current={here ? "step" : undefined}
            className="relative grid content-start gap-2 pr-2 text-[0.8125rem] leading-tight sm:text-sm"
          >
            {i < steps.length - 1 && (
              <span
                aria-hidden
                className={cn(
                  "absolute top-[0.5625rem] right-0 left-5 h-px",
                  i < reached ? "bg-accent" : "bg-line",
                  partial && i === reached - 1 && "bg-transparent border-t border-dashed border-accent",
                )}
              />
            )}
            <span
              aria-hidden
              className={cn(
                "relative grid size-[1.1875rem] place-items-center rounded-full border",
                i <= reached ? "border-accent bg-accent text-on-accent" : "border-edge bg-paper",
              )}
            >
              {(done || here) && <Check className="size-3 stroke-[3]" />}
            </span>
            <span className={cn(i <= reached ? "text-ink" : "text-muted", here && "font-semibold")}>
              {t(partial && step === "shipped" ? "partial" : step)}
              <span className="sr-only">{i <= reached ? t("done") : t("ahead")}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
