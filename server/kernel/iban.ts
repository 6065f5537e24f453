/** The remainder of ISO 7064 MOD 97-10: letters count from 10 (A) to 35 (Z). */
export function mod97(text: string): number {
  let rest = 0;
  for (const char of text) {
    const value = Number.parseInt(char, 36);
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest;
}

/** An account number as it is compared: no spaces, capitals. */
export const compactIban = (text: string): string => text.replaceAll(/\s/g, "").toUpperCase();

/** True for a well-formed IBAN (ISO 13616) with right check digits. Whether the account exists, only its bank knows. */
export function isIban(text: string): boolean {
  const iban = compactIban(text);
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && mod97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** "FR76 0000 …": in fours, as people read and type it. */
export const groupInFours = (text: string): string => (text.match(/.{1,4}/g) ?? []).join(" ");
