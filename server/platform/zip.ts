import { crc32, deflateRawSync } from "node:zlib";

export type ZipEntry = { name: string; bytes: Buffer };

/** DOS date and time, in steps of two seconds (APPNOTE 4.4.6). */
function dosTime(at: Date): number {
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

/** What local header and directory say alike: version, UTF-8 names, deflate, time, checksum, sizes, length of the name. */
function common(name: Buffer, plain: Buffer, packed: Buffer, at: Date): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(0x0800, 2);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(dosTime(at), 6);
  head.writeUInt32LE(crc32(plain), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(plain.length, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

const signature = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** Files in one ZIP (PKWARE APPNOTE 6.3, without encryption or ZIP64: for files far below 4 GB). */
export function zip(entries: readonly ZipEntry[], at: Date): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const called = Buffer.from(name);
    const packed = deflateRawSync(bytes);
    const head = common(called, bytes, packed, at);
    const local = Buffer.concat([signature(0x04034b50), head, called, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), head, place, called]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, signature(0x06054b50), end]);
}
