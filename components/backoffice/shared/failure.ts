import { useTranslations } from "next-intl";

/** Why a payment or refund failed, in words; the bare code when we have none for it. */
export function useFailureWord(): (code: string) => string {
  const t = useTranslations("backoffice.failures");
  return (code) => (t.has(code as never) ? t(code as never) : code);
}
