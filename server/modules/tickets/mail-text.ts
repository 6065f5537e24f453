/** Where mail programs begin to repeat what is answered: "On … wrote:", "Le … a écrit :", "-----Original Message-----". */
const quoteHead = [
  /^on .{4,200} wrote:$/i,
  /^le .{4,200} a écrit ?:$/i,
  /^am .{4,200} schrieb .*:$/i,
  /^-{2,} ?(original message|message d[’']origine|message transféré|forwarded message) ?-{2,}$/i,
  /^_{10,}$/,
  /^(from|de|von) ?: .*@/i,
];

/**
 * What somebody wrote in answer to a mail, without the mail they answered and without their signature ("-- "). Never empty
 * unless the text is: where nothing else is left, all of it is kept, for a person to read.
 */
export function bodyOfMail(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
  const head = lines.findIndex((line, i) => {
    const said = line.trim();
    // Programs break the line in two when it is long.
    const both = `${said} ${lines[i + 1]?.trim() ?? ""}`.trim();
    return said === "--" || quoteHead.some((one) => one.test(said) || (/^(on|le|am) /i.test(said) && one.test(both)));
  });
  const own = (head === -1 ? lines : lines.slice(0, head)).filter((line) => !/^\s*>/.test(line));
  const kept = own.join("\n").trim() || text.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no reader can see
  return kept.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").slice(0, 5_000);
}
