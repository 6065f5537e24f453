import { useTranslations } from "next-intl";

/** Why a payment or refund failed, in words; the bare code when we have none for it. */
export function useFailureWord(): (code: string) => string {
  const t = useTranslations("backoffice.failures");
  const errors = useTranslations("errors");
  return (code) => {
    if (t.has(code as never)) return t(code as never);
    return errors.has(code as never) ? errors(code as never) : code;
  };
}
