import { inflateRawSync } from "node:zlib";

/** The texts of a ZIP by the names of its files, as its directory lists them (APPNOTE 4.3). */
export function unzip(file: Buffer): Record<string, string> {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = file.readUInt32LE(end + 16);
  const found: Record<string, string> = {};
  for (let i = 0; i < file.readUInt16LE(end + 10); i++) {
    const [packed, named] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)];
    const name = file.subarray(at + 46, at + 46 + named).toString();
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    found[name] = inflateRawSync(file.subarray(start, start + packed)).toString();
    at += 46 + named;
  }
  return found;
}
