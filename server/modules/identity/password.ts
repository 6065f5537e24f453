import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

type Cost = { readonly ln: number; readonly r: number; readonly p: number };

/** 2^15 blocks of 8, three passes, 32 MB: OWASP's minimum for scrypt at this memory size. */
const cost: Cost = { ln: 15, r: 8, p: 3 };

// Takes as long as a real one and matches nothing: unknown users cost an attacker the same wait.
const nobody = format(cost, Buffer.alloc(16), Buffer.alloc(32));

function format({ ln, r, p }: Cost, salt: Buffer, key: Buffer): string {
  return `s1$${ln}$${r}$${p}$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

function parse(stored: string): { cost: Cost; salt: Buffer; key: Buffer } | undefined {
  const match = /^s1\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored);
  if (!match) return undefined;
  const [ln, r, p] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [salt, key] = [Buffer.from(match[4] ?? "", "base64url"), Buffer.from(match[5] ?? "", "base64url")];
  if (ln > 18 || r > 16 || p > 8 || key.length !== 32) return undefined;
  return { cost: { ln, r, p }, salt, key };
}

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  // NFKC: the same characters typed on another keyboard are the same password (NIST SP 800-63B 3.1.1.2).
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, 32, { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 256 }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}

/** What is stored of a password: format version, cost, salt and derived key. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return format(cost, salt, await derive(password, salt, cost));
}

/** True when the password is the one stored. Nothing stored (no such user, no password) takes just as long to be false. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const known = stored ? parse(stored) : undefined;
  const against = known ?? parse(nobody);
  if (!against) return false;
  const key = await derive(password, against.salt, against.cost);
  return timingSafeEqual(key, against.key) && known !== undefined;
}

/** True when the hash was made with another cost than today's: hash again after the next success. */
export function isOutdated(stored: string): boolean {
  const known = parse(stored);
  return !known || known.cost.ln !== cost.ln || known.cost.r !== cost.r || known.cost.p !== cost.p;
}
