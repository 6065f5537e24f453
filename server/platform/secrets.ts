import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, safe in a URL. Hand it out once; store only its `hashToken`. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token: of 256 random bits a plain SHA-256 cannot be reversed. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");
