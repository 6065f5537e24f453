import { timingSafeEqual } from "node:crypto";
import { fingerprint } from "./secrets.ts";

/**
 * Tokens of links in mails: an id with the proof that the house wrote the link. They only ever go to one mailbox, so holding
 * one proves that mailbox. Nothing of them is stored: every mail can carry the same working link.
 */
export function linkTokens(purpose: string) {
  const proofOf = (id: string): string => fingerprint(purpose, id);
  return {
    /** The token of an id. */
    of: (id: string): string => `${id}.${proofOf(id)}`,
    /** The id that a token stands for; null for one that the house did not write. */
    read(token: string): string | null {
      const [id = "", proof = ""] = token.split(".");
      const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(id))];
      return given.length === right.length && timingSafeEqual(given, right) ? id : null;
    },
  };
}
