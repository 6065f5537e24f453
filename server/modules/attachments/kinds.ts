/** What a file is by its first bytes: names and what browsers say of them prove nothing. */
export type FileKind = "picture" | "pdf";

const starts = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((sign, i) => bytes[at + i] === sign.charCodeAt(0));

/** AVIF is a box of an ISO file that names its brand. HEIC looks alike and cannot be opened everywhere: it is not taken. */
const isAvif = (bytes: Uint8Array): boolean =>
  starts(bytes, 4, "ftyp") && (starts(bytes, 8, "avif") || starts(bytes, 8, "avis"));

/** JPEG, PNG, WebP, GIF, AVIF or PDF; null for everything else, SVG and HTML among it. */
export function kindOf(bytes: Uint8Array): FileKind | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "picture";
  if (bytes[0] === 0x89 && starts(bytes, 1, "PNG\r\n\u001a\n")) return "picture";
  if (starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP")) return "picture";
  if (starts(bytes, 0, "GIF87a") || starts(bytes, 0, "GIF89a")) return "picture";
  if (isAvif(bytes)) return "picture";
  return starts(bytes, 0, "%PDF-") ? "pdf" : null;
}

/**
 * A name as people read it: the last part of whatever was sent, without signs that steer a terminal, a header or the direction
 * of writing; "file" when nothing is left.
 */
export function cleanName(given: string): string {
  const last = given.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last.replace(/[\p{C}"<>:|?*;]/gu, "").replace(/^[.\s]+|[.\s]+$/g, "");
  return plain.slice(0, 100) || "file";
}

/** The name with the ending of what is stored. */
export function nameAs(name: string, ending: string): string {
  return `${name.replace(/\.[A-Za-z0-9]{1,5}$/, "") || "file"}.${ending}`;
}
