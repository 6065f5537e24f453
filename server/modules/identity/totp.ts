import { createHmac, timingSafeEqual } from "node:crypto";

/** Half minutes since 1970 (RFC 6238: X = 30, T0 = 0). */
export const stepOf = (now: Date): number => Math.floor(now.getTime() / 30_000);

/** The code of a counter: HMAC-SHA-1, dynamic truncation, last digits (RFC 4226, section 5.3). */
export function codeAt(secret: Buffer, counter: number, digits = 6): string {
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac("sha1", secret).update(moving).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = (mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** digits;
  return String(number).padStart(digits, "0");
}

/**
 * The step that a code belongs to, one before and one after the present counted in: clocks differ, typing takes time
 * (RFC 6238, section 5.2). Null for a wrong code. Which steps were taken already is the caller's to know.
 */
export function stepOfCode(secret: Buffer, code: string, now: Date): number | null {
  const given = Buffer.from(code);
  const step = stepOf(now);
  let found: number | null = null;
  for (const candidate of [step - 1, step, step + 1]) {
    const expected = Buffer.from(codeAt(secret, candidate));
    if (given.length === expected.length && timingSafeEqual(given, expected)) found = candidate;
  }
  return found;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Base 32 without padding (RFC 4648), as authenticator apps read a secret. */
export function toBase32(bytes: Buffer): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits ? text + alphabet[(held << (5 - bits)) & 31] : text;
}

/** What an authenticator app scans or is typed (the Key URI format that such apps agree on). */
export function keyUri(issuer: string, account: string, secret: Buffer): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
}
