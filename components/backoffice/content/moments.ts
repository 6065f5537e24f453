/** An instant as `datetime-local` fields hold it: the wall clock of the person at the screen. */
export function toField(at: string | null): string {
  if (!at) return "";
  const moment = new Date(at);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Back to an instant; null when the field is empty or no date. */
export function fromField(text: string): string | null {
  const moment = text ? new Date(text) : null;
  return moment && !Number.isNaN(moment.getTime()) ? moment.toISOString() : null;
}
