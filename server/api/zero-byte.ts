/**
 * True when a text anywhere in an input holds a zero byte, which PostgreSQL keeps in no text: refused at the door, or each
 * statement would fail on it. Goes as deep as the input does, without calling itself.
 */
export function hasZeroByte(input: unknown): boolean {
  const left = [input];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === "string" && value.includes("\0")) return true;
    if (typeof value !== "object" || value === null) continue;
    for (const [key, part] of Object.entries(value)) left.push(key, part);
  }
  return false;
}
