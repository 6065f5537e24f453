import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { env } from "./env.ts";

/** 256 random bits, safe in a URL. Hand it out once; store only its `hashToken`. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token: of 256 random bits a plain SHA-256 cannot be reversed. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

const keys = new Map<string, KeyObject>();

function keyFor(purpose: string): KeyObject {
  const secret = env().NEXTAUTH_SECRET;
  const of = `${purpose} ${secret}`;
  const known = keys.get(of);
  if (known) return known;
  const key = createSecretKey(createHmac("sha256", secret).update(purpose).digest());
  keys.set(of, key);
  return key;
}

/** A fingerprint that tells nothing to those who do not have the house's secret, however short the text. */
export const fingerprint = (purpose: string, text: string): string =>
  createHmac("sha256", keyFor(purpose)).update(text).digest("base64url");

/** Encrypts what must be stored but only the house may read (AES-256-GCM under a key of its own per purpose). */
export function seal(purpose: string, plain: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
}

/** The plain text again; null when it was sealed with another secret or is damaged. */
export function unseal(purpose: string, sealed: string): Buffer | null {
  try {
    const all = Buffer.from(sealed, "base64url");
    const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), all.subarray(0, 12));
    decipher.setAuthTag(all.subarray(12, 28));
    return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]);
  } catch {
    return null;
  }
}
