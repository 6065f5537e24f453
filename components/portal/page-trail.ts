/**
 * Keyset pages know their successor only: the cursors walked through travel in the address, so that "previous" and the
 * back button work without a count. Cursors are base 64 and never contain a dot.
 */
export type Trail = { cursor: string | undefined; previous: string | null; hrefOfNext(cursor: string): string };

export function readTrail(
  path: string,
  param: string | string[] | undefined,
  /** Of the address, beside the page. */
  keep: Readonly<Record<string, string>> = {},
): Trail {
  const text = Array.isArray(param) ? param[0] : param;
  const walked = (text ?? "").split(".").filter((cursor) => /^[\w+/=-]{1,400}$/.test(cursor));
  const at = (cursors: readonly string[]) => {
    const query = new URLSearchParams({ ...keep, ...(cursors.length && { page: cursors.slice(-20).join(".") }) });
    return query.size ? `${path}?${query}` : path;
  };
  return {
    cursor: walked.at(-1),
    previous: walked.length ? at(walked.slice(0, -1)) : null,
    hrefOfNext: (cursor) => at([...walked, cursor]),
  };
}
