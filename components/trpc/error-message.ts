"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { WireError } from "#server/kernel/errors.ts";

/** The error a procedure answered with, or null when the network or a defect of ours is to blame. */
export function wireError(error: unknown): WireError | null {
  // By its name: the class would bring the whole API client into pages that do not need it.
  if (!(error instanceof Error) || error.name !== "TRPCClientError") return null;
  const wire = (error as { data?: { wire?: unknown } | null }).data?.wire;
  return wire && typeof wire === "object" && "code" in wire ? (wire as WireError) : null;
}

/**
 * `(error) → sentence` in the reader's language: the code's own message ("sales.cart_empty"), else the one of its last
 * part ("not_found"), else "connection lost" or "something broke".
 */
export function useErrorMessage(): (error: unknown) => string {
  const t = useTranslations("errors");
  return useCallback(
    (error) => {
      const wire = wireError(error);
      const candidates = wire ? [wire.code, wire.code.split(".").at(-1) ?? "", "internal"] : ["network", "internal"];
      const key = candidates.find((candidate) => candidate && t.has(candidate as never));
      const values = Object.fromEntries(
        Object.entries(wire?.details ?? {}).map(([name, value]) => [
          name,
          typeof value === "number" || typeof value === "string" ? value : String(value),
        ]),
      );
      return key ? t(key as never, values as never) : String(wire?.code ?? error);
    },
    [t],
  );
}
