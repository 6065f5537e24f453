import { inflateSync } from "node:zlib";

/** What makes a PDF do something when it is opened, carry other files, or hide what it holds (ISO 32000-1, 12.6 and 7.6). */
const active =
  /\/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Encrypt)(?![A-Za-z0-9])/;

/** Names may be written as /J#53: read as a viewer reads them. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const maxInflated = 20 * 1024 * 1024;
const maxStreams = 2_000;

/** Objects may be packed in streams; what cannot be read there is not trusted. */
function* packedObjects(bytes: Buffer, text: string): Generator<string | null> {
  const object = /\/ObjStm\b/g;
  let room = maxInflated;
  for (let count = 0, found = object.exec(text); found; found = object.exec(text)) {
    const begin = /stream\r?\n/g;
    begin.lastIndex = found.index;
    const stream = begin.exec(text);
    const start = stream ? stream.index + stream[0].length : -1;
    const end = start < 0 ? -1 : text.indexOf("endstream", start);
    if (++count > maxStreams || end < 0) {
      yield null;
      return;
    }
    try {
      const inflated = inflateSync(bytes.subarray(start, end), { maxOutputLength: Math.max(1, room) });
      room -= inflated.length;
      yield inflated.toString("latin1");
    } catch {
      yield null;
      return;
    }
  }
}

/** Whether a PDF is whole, and whether it only shows: `damaged`, `active` or `plain`. Basic: it is never opened in the house. */
export function judgePdf(bytes: Buffer): "plain" | "damaged" | "active" {
  const text = bytes.toString("latin1");
  if (!text.startsWith("%PDF-") || !text.slice(-2048).includes("%%EOF")) return "damaged";
  if (active.test(plainNames(text))) return "active";
  for (const objects of packedObjects(bytes, text)) {
    if (objects === null) return "damaged";
    if (active.test(plainNames(objects))) return "active";
  }
  return "plain";
}
