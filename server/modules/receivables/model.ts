import { type ReminderLevel, reminderLevels } from "./contract.ts";

const dayMs = 86_400_000;

/**
 * The reminder that a day calls for, both days YYYY-MM-DD; null for none. Only the latest level counts: after a stop nobody
 * gets three letters at once. Between the due date and the third day after it there is none.
 */
export function levelOn(today: string, dueDate: string): ReminderLevel | null {
  const days = Math.round((Date.parse(today) - Date.parse(dueDate)) / dayMs);
  const level = reminderLevels.findLast((one) => one <= days) ?? null;
  return level === -3 && days >= 0 ? null : level;
}
