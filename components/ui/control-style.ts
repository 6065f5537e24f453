/** The look of everything one types into or chooses from. */
export const controlStyle =
  "w-full rounded-control border border-edge bg-raised px-3 text-(length:--control-text) text-ink placeholder:text-muted transition-colors duration-150 hover:border-ink focus-visible:border-ink focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger disabled:bg-sunk disabled:text-muted read-only:bg-sunk";
