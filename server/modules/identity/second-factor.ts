import { randomBytes } from "node:crypto";
import { DomainError } from "#server/kernel/errors.ts";
import { newId } from "#server/kernel/ids.ts";
import { audit, type By } from "#server/platform/audit.ts";
import type { Db, Tx } from "#server/platform/db.ts";
import { fingerprint, seal, unseal } from "#server/platform/secrets.ts";
import type { IdentityError } from "./contract.ts";
import { stepOfCode, toBase32 } from "./totp.ts";

const purpose = "second-factor";
const recoveryCount = 10;

const invalid = () => new DomainError<IdentityError>("unprocessable", "identity.code_invalid");
const hashOf = (userId: string, code: string): string => fingerprint("recovery-code", `${userId}:${code}`);

/** Whether somebody's sign-in asks for a code. */
export async function hasFactor(db: Db, userId: string): Promise<boolean> {
  return (await db.secondFactor.count({ where: { userId, activatedAt: { not: null } } })) > 0;
}

/** How a user's second factor stands. */
export async function readFactor(db: Db, userId: string) {
  const [factor, left] = [
    await db.secondFactor.findUnique({ where: { userId }, select: { activatedAt: true } }),
    await db.recoveryCode.count({ where: { userId, usedAt: null } }),
  ];
  const since = factor?.activatedAt ?? null;
  return { active: since !== null, since: since?.toISOString() ?? null, recoveryCodesLeft: since ? left : 0 };
}

/**
 * A new secret of 160 bits (RFC 4226, section 4), in place of one that was begun and not proven. It asks for nothing yet.
 * Throws DomainError conflict `identity.factor_active`.
 */
export async function beginFactor(tx: Tx, input: { userId: string; now: Date }): Promise<Buffer> {
  const secret = randomBytes(20);
  const sealed = seal(purpose, secret);
  const written = await tx.$executeRaw`
    INSERT INTO second_factor (user_id, secret, created_at) VALUES (${input.userId}, ${sealed}, ${input.now})
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
    WHERE second_factor.activated_at IS NULL`;
  if (written === 0) throw new DomainError<IdentityError>("conflict", "identity.factor_active");
  return secret;
}

/** Takes the app's code, once: of two simultaneous tries with the same code the conditional update lets one through. */
async function takeAppCode(tx: Tx, input: { userId: string; code: string; now: Date }): Promise<boolean> {
  const factor = await tx.secondFactor.findUnique({ where: { userId: input.userId }, select: { secret: true } });
  const secret = factor && unseal(purpose, factor.secret);
  const step = secret && stepOfCode(secret, input.code, input.now);
  if (!step) return false;
  const { count } = await tx.secondFactor.updateMany({
    where: { userId: input.userId, lastStep: { lt: step }, secret: factor.secret },
    data: { lastStep: step },
  });
  return count === 1;
}

async function newRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  // Fifty bits each, behind a limit of tries.
  const codes = Array.from({ length: recoveryCount }, () => toBase32(randomBytes(7)).slice(0, 10).toLowerCase());
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId("recoveryCode"), userId, codeHash: hashOf(userId, code) })),
  });
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/**
 * The first code of the app proves that it knows the secret: from now on signing in asks for one. Returns the recovery
 * codes, the only moment they exist in the clear. Throws DomainError unprocessable `identity.code_invalid`, conflict
 * `identity.factor_active`.
 */
export async function activateFactor(
  tx: Tx,
  input: { userId: string; code: string; now: Date },
  by: By,
): Promise<string[]> {
  if (await hasFactor(tx, input.userId)) throw new DomainError<IdentityError>("conflict", "identity.factor_active");
  if (!(await takeAppCode(tx, input))) throw invalid();
  await tx.secondFactor.update({ where: { userId: input.userId }, data: { activatedAt: input.now } });
  await audit(tx, by, "identity.factor.activated", { type: "user", id: input.userId });
  return newRecoveryCodes(tx, input.userId);
}

/**
 * Takes a code of the app or a recovery code, each once. Returns which it was.
 * Throws DomainError unprocessable `identity.code_invalid`.
 */
export async function takeFactorCode(
  tx: Tx,
  input: { userId: string; code: string; now: Date },
): Promise<"app" | "recovery"> {
  if (/^\d{6}$/.test(input.code)) {
    if (!(await takeAppCode(tx, input))) throw invalid();
    return "app";
  }
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId: input.userId, codeHash: hashOf(input.userId, input.code), usedAt: null },
    data: { usedAt: input.now },
  });
  if (count !== 1) throw invalid();
  return "recovery";
}

/** New recovery codes; the old ones open nothing any more. */
export async function renewRecoveryCodes(tx: Tx, userId: string, by: By): Promise<string[]> {
  await audit(tx, by, "identity.recovery_codes.renewed", { type: "user", id: userId });
  return newRecoveryCodes(tx, userId);
}

/** Signing in asks for the password alone again. Returns whether there was anything to remove. */
export async function removeFactor(tx: Tx, userId: string, by: By): Promise<boolean> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
  if (count) await audit(tx, by, "identity.factor.removed", { type: "user", id: userId });
  return count > 0;
}

/** What the house demands of those who sign in. */
export async function signInPolicy(db: Db): Promise<{ staffSecondFactor: boolean }> {
  const row = await db.signInPolicy.findUnique({ where: { id: "house" }, select: { staffSecondFactor: true } });
  return row ?? { staffSecondFactor: false };
}

/**
 * Demands a second factor of all staff, or no longer. Whoever has none is a customer to the house until there is one, from
 * the next request on; so nobody may demand what they do not have. Throws DomainError conflict `identity.factor_first`.
 */
export async function setSignInPolicy(tx: Tx, input: { staffSecondFactor: boolean }, by: By): Promise<void> {
  if (input.staffSecondFactor && !(by.userId && (await hasFactor(tx, by.userId)))) {
    throw new DomainError<IdentityError>("conflict", "identity.factor_first");
  }
  await tx.signInPolicy.upsert({ where: { id: "house" }, create: { id: "house", ...input }, update: input });
  await audit(tx, by, "identity.policy.set", { type: "sign_in_policy", id: "house" }, input);
}
