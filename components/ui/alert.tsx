import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names.ts";

const tones = {
  info: { style: "bg-info-wash text-info", Icon: Info },
  success: { style: "bg-success-wash text-success", Icon: CircleCheck },
  warning: { style: "bg-warning-wash text-warning", Icon: TriangleAlert },
  danger: { style: "bg-danger-wash text-danger", Icon: CircleAlert },
};

type AlertProps = Omit<ComponentProps<"div">, "title"> & { tone?: keyof typeof tones; title?: ReactNode };

/** A message in the page. Danger and warning interrupt screen readers (role alert), the others wait (role status). */
export function Alert({ tone = "info", title, className, children, ...props }: AlertProps) {
  const { style, Icon } = tones[tone];
  return (
    <div
      role={tone === "danger" || tone === "warning" ? "alert" : "status"}
      {...props}
      className={cn("flex gap-3 rounded-control px-4 py-3 text-sm", style, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="grid min-w-0 gap-0.5">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
