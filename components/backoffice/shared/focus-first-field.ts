/** For `onOpenAutoFocus` of a dialog: starts in the first field, or on what is marked `data-autofocus`, not on the cross. */
export function focusFirstField(event: Event): void {
  const dialog = event.target instanceof HTMLElement ? event.target : null;
  const field = dialog?.querySelector<HTMLElement>(
    "input:not([type=hidden]):not([type=checkbox]), select, textarea, [data-autofocus]",
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
  if (field instanceof HTMLInputElement) field.select();
}
