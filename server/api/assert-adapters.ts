import { paymentProvider } from "../adapters/payments/registry.ts";
import { DomainError } from "../kernel/errors.ts";
import { isBuilding } from "../platform/env.ts";

/** What is wrong with the chosen adapters, in words for an operator; null when they can be built. */
export function adapterProblem(): string | null {
  try {
    paymentProvider();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { missing, variable, code } = error.details;
    return `The environment is not right:\n  ${missing ?? variable ?? "PAYMENT_PROVIDER"} does not fit: ${error.code}${code ? ` (${code})` : ""}\nSee .env.example.`;
  }
}

/** Builds what the environment chose at boot, so that no shopper is the first to hear of a wrong name or a missing key. */
export function assertAdapters(): void {
  if (isBuilding()) return;
  const problem = adapterProblem();
  if (!problem) return;
  console.error(`\n${problem}\n`);
  process.exit(78);
}
