import { periodInput } from "#server/modules/accounting/contract-statement.ts";

type SearchParams = Record<string, string | string[] | undefined>;

/** The period that an address asks for; what is no day or no currency counts as not asked for. */
export function periodOf(params: SearchParams) {
  const read = (name: keyof typeof periodInput.shape) => {
    const said = periodInput.shape[name].safeParse([params[name]].flat()[0] || undefined);
    return said.success && said.data ? { [name]: said.data } : {};
  };
  return { ...read("from"), ...read("until"), ...read("currency") };
}
