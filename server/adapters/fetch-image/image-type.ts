/** What a picture says of itself in its first bytes; the sender's content-type is only a claim. */
export type ImageType = {
  extension: "jpg" | "png" | "webp" | "gif" | "avif";
  mime: string;
  width: number;
  height: number;
};

const ascii = (bytes: Buffer, at: number, text: string): boolean =>
  bytes.subarray(at, at + text.length).toString("latin1") === text;

/** Walks JPEG segments to the frame header (ITU-T T.81, B.2.2). */
function jpegSize(bytes: Buffer): [number, number] | undefined {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The three flavours of WebP (RFC 9649, section 2). */
function webpSize(bytes: Buffer): [number, number] | undefined {
  if (ascii(bytes, 12, "VP8X")) return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
  if (ascii(bytes, 12, "VP8L")) {
    const bits = bytes.readUInt32LE(21);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  if (ascii(bytes, 12, "VP8 ")) return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
  return undefined;
}

/** AVIF keeps its size in the "ispe" property (ISO/IEC 23008-12, 6.5.3). */
function avifSize(bytes: Buffer): [number, number] | undefined {
  const at = bytes.subarray(0, 65_536).indexOf("ispe", 0, "latin1");
  return at < 0 || at + 16 > bytes.length ? undefined : [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)];
}

function formatOf(bytes: Buffer): [ImageType["extension"], string, [number, number] | undefined] | undefined {
  if (bytes.length < 32) return undefined;
  if (bytes.readUInt16BE(0) === 0xffd8) return ["jpg", "image/jpeg", jpegSize(bytes)];
  if (bytes.readUInt32BE(0) === 0x89504e47)
    return ["png", "image/png", [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]];
  if (ascii(bytes, 0, "RIFF") && ascii(bytes, 8, "WEBP")) return ["webp", "image/webp", webpSize(bytes)];
  if (ascii(bytes, 0, "GIF8")) return ["gif", "image/gif", [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]];
  if (ascii(bytes, 4, "ftypavif") || ascii(bytes, 4, "ftypavis")) return ["avif", "image/avif", avifSize(bytes)];
  return undefined;
}

const largestSide = 20_000;
/** What unfolds to more is never opened (platform/pictures.ts), so it is not taken in either. */
const mostPixels = 50_000_000;

/** The kind and size of a picture, or undefined for anything else (SVG included: it may carry scripts). */
export function imageTypeOf(bytes: Buffer): ImageType | undefined {
  const [extension, mime, size] = formatOf(bytes) ?? [];
  if (!extension || !mime || !size) return undefined;
  const [width, height] = size;
  const sane = (side: number) => side >= 1 && side <= largestSide;
  return sane(width) && sane(height) && width * height <= mostPixels ? { extension, mime, width, height } : undefined;
}
