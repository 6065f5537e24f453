/** What happens by the clock (UTC, cron syntax): the other half of subscribers.ts. */
export const schedule: readonly { task: string; cron: string }[] = [
  { task: "expire-orders", cron: "* * * * *" },
  { task: "tidy", cron: "17 3 * * *" },
];
