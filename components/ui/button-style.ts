import { cva, type VariantProps } from "class-variance-authority";

export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium transition-[color,background-color,border-color,opacity] duration-150 ease-house select-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-[1.15em] [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        /** The single most important action of a screen. */
        primary: "bg-accent text-on-accent hover:bg-accent-strong",
        /** Everything else that is a real button. */
        secondary: "border border-edge text-ink hover:border-ink hover:bg-sunk",
        /** Solid but neutral: confirm in a dialog, apply filters. */
        solid: "bg-ink text-paper hover:opacity-90",
        ghost: "text-ink hover:bg-sunk",
        danger: "border border-danger text-danger hover:bg-danger-wash",
        link: "underlined h-auto! px-0! text-ink",
      },
      size: {
        sm: "h-8 px-3 text-[0.8125rem]",
        md: "h-(--control-h) px-(--control-px) text-(length:--control-text)",
        lg: "h-13 px-7 text-base",
        icon: "size-(--control-h) p-0",
        "icon-sm": "size-8 p-0",
      },
      block: { true: "w-full" },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
