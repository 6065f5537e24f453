// VAT identification numbers of the member states (Directive 2006/112/EC, articles 214 and 215): how each is written and the
// check that its register builds in. Apart from contract.ts so that browsers get it without a validator.

type Rule = { pattern: RegExp; holds: (number: string) => boolean };

const digitsOf = (text: string): number[] => [...text].map(Number);
const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * (digits[i] ?? 0), 0);
const last = (text: string): number => Number(text.at(-1));

/** The double-add-double formula of Luhn (ISO/IEC 7812-1). */
export const luhn = (text: string): boolean =>
  digitsOf(text)
    .reverse()
    .reduce((sum, digit, i) => sum + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0) %
    10 ===
  0;

/** ISO 7064, MOD 11,10. */
function mod11of10(text: string): boolean {
  const digits = digitsOf(text);
  const rest = digits.slice(0, -1).reduce((product, digit) => {
    const sum = (digit + product) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return (rest + last(text)) % 10 === 1;
}

/** ISO 7064, MOD 97-10: letters stand for 10 to 35. */
const mod97of10 = (text: string): boolean =>
  [...text].reduce((rest, sign) => {
    const value = Number.parseInt(sign, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0) === 1;

const spanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
function spanish(number: string): boolean {
  const [first = "", control = ""] = [number[0], number.at(-1)];
  if (/^[\dXYZ]/.test(first)) {
    const body = number.slice(0, -1).replace(/^[XYZ]/, (sign) => String("XYZ".indexOf(sign)));
    return spanishLetters[Number(body) % 23] === control;
  }
  if (/^[KLM]/.test(first)) return spanishLetters[Number(number.slice(1, -1)) % 23] === control;
  const sum = digitsOf(number.slice(1, -1)).reduce(
    (total, digit, i) => total + (i % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  const check = (10 - (sum % 10)) % 10;
  return control === String(check) || control === "JABCDEFGHI"[check];
}

function french(number: string): boolean {
  const [key, siren] = [number.slice(0, 2), number.slice(2)];
  if (siren.startsWith("000") || !luhn(siren)) return false;
  // Keys with letters follow a rule of their own, which the register alone knows for certain.
  return /\D/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
}

function irish(number: string): boolean {
  const [body, check = "", extra] = [number.slice(0, 7), number[7], number[8]];
  const sum = weighted(digitsOf(body), [8, 7, 6, 5, 4, 3, 2]) + (extra ? 9 * "WABCDEFGHI".indexOf(extra) : 0);
  return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] === check;
}

function bulgarian(number: string): boolean {
  if (number.length === 10) return true;
  const digits = digitsOf(number);
  const first = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const check = first === 10 ? weighted(digits, [3, 4, 5, 6, 7, 8, 9, 10]) % 11 : first;
  return check % 10 === last(number);
}

function lithuanian(number: string): boolean {
  const [size, digits] = [number.length - 1, digitsOf(number)];
  const round = (from: number) =>
    weighted(
      digits,
      Array.from({ length: size }, (_, i) => ((i + from - 1) % 9) + 1),
    ) % 11;
  const check = round(1) === 10 ? round(3) : round(1);
  return check % 10 === last(number);
}

function latvian(number: string): boolean {
  const digits = digitsOf(number);
  if ((digits[0] ?? 0) <= 3) return true;
  const check = 3 - (weighted(digits, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11);
  return (check < -1 ? check + 11 : check) === last(number);
}

function czech(number: string): boolean {
  if (number.length > 8) return true;
  const check = 11 - (weighted(digitsOf(number), [8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check === 10 ? 0 : check === 11 ? 1 : check) === last(number);
}

function cypriot(number: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  const sum = digitsOf(number.slice(0, 8)).reduce((total, d, i) => total + (i % 2 === 0 ? (odd[d] ?? 0) : d), 0);
  return String.fromCharCode(65 + (sum % 26)) === number.at(-1);
}

const complement = (text: string, weights: readonly number[]): number => 11 - (weighted(digitsOf(text), weights) % 11);

const rules: Record<string, Rule> = {
  AT: {
    pattern: /^U\d{8}$/,
    holds: (n) => {
      const sum = digitsOf(n.slice(1, 8)).reduce((s, d, i) => s + (i % 2 === 0 ? d : d > 4 ? d * 2 - 9 : d * 2), 0);
      return (10 - ((sum + 4) % 10)) % 10 === last(n);
    },
  },
  BE: { pattern: /^[01]\d{9}$/, holds: (n) => 97 - (Number(n.slice(0, 8)) % 97) === Number(n.slice(8)) },
  BG: { pattern: /^\d{9,10}$/, holds: bulgarian },
  CY: { pattern: /^\d{8}[A-Z]$/, holds: cypriot },
  CZ: { pattern: /^\d{8,10}$/, holds: czech },
  DE: { pattern: /^[1-9]\d{8}$/, holds: mod11of10 },
  DK: { pattern: /^\d{8}$/, holds: (n) => weighted(digitsOf(n), [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 },
  EE: { pattern: /^\d{9}$/, holds: (n) => weighted(digitsOf(n), [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 },
  EL: {
    pattern: /^\d{9}$/,
    holds: (n) => (weighted(digitsOf(n), [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(n),
  },
  ES: { pattern: /^([A-Z]\d{7}[\dA-Z]|\d{8}[A-Z])$/, holds: spanish },
  FI: { pattern: /^\d{8}$/, holds: (n) => weighted(digitsOf(n), [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0 },
  FR: { pattern: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, holds: french },
  HR: { pattern: /^\d{11}$/, holds: mod11of10 },
  HU: { pattern: /^\d{8}$/, holds: (n) => weighted(digitsOf(n), [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0 },
  IE: { pattern: /^\d{7}[A-W][A-I]?$/, holds: irish },
  IT: { pattern: /^\d{11}$/, holds: luhn },
  LT: { pattern: /^(\d{7}1\d|\d{10}1\d)$/, holds: lithuanian },
  LU: { pattern: /^\d{8}$/, holds: (n) => Number(n.slice(0, 6)) % 89 === Number(n.slice(6)) },
  LV: { pattern: /^\d{11}$/, holds: latvian },
  MT: { pattern: /^[1-9]\d{7}$/, holds: (n) => weighted(digitsOf(n), [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0 },
  NL: {
    pattern: /^\d{9}B\d{2}$/,
    holds: (n) => weighted(digitsOf(n.slice(0, 9)), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 || mod97of10(`NL${n}`),
  },
  PL: { pattern: /^\d{10}$/, holds: (n) => weighted(digitsOf(n), [6, 5, 7, 2, 3, 4, 5, 6, 7, -1]) % 11 === 0 },
  PT: {
    pattern: /^[1-9]\d{8}$/,
    holds: (n) => {
      const check = complement(n, [9, 8, 7, 6, 5, 4, 3, 2]);
      return (check > 9 ? 0 : check) === last(n);
    },
  },
  RO: {
    pattern: /^[1-9]\d{1,9}$/,
    holds: (n) =>
      ((10 * weighted(digitsOf(n.slice(0, -1).padStart(9, "0")), [7, 5, 3, 2, 1, 7, 5, 3, 2])) % 11) % 10 === last(n),
  },
  SE: { pattern: /^\d{10}(0[1-9]|[1-8]\d|9[0-4])$/, holds: (n) => luhn(n.slice(0, 10)) },
  SI: {
    pattern: /^[1-9]\d{7}$/,
    holds: (n) => complement(n, [8, 7, 6, 5, 4, 3, 2]) % 10 === last(n) && complement(n, [8, 7, 6, 5, 4, 3, 2]) !== 11,
  },
  SK: { pattern: /^[1-9]\d[2-47-9]\d{7}$/, holds: (n) => Number(n) % 11 === 0 },
};

/** As registers write it: capitals, nothing between them, Greece as EL. */
export const tidyVatNumber = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s.\-/]/g, "")
    .replace(/^GR/, "EL");

/** The country (ISO 3166) whose prefix a number carries; null for one of no member state. */
export function vatCountry(number: string): string | null {
  const prefix = tidyVatNumber(number).slice(0, 2);
  return prefix in rules ? (prefix === "EL" ? "GR" : prefix) : null;
}

/** The countries of the Union, as ISO codes. */
export const vatCountries: readonly string[] = Object.keys(rules).map((code) => (code === "EL" ? "GR" : code));

/** True when a number can exist: prefix, form and check digits. Whether it does, only a register knows. */
export function isVatNumber(text: string): boolean {
  const number = tidyVatNumber(text);
  const rule = rules[number.slice(0, 2)];
  const own = number.slice(2);
  return Boolean(rule?.pattern.test(own) && rule.holds(own));
}

/** A SIREN (9 digits) or SIRET (14): both keep Luhn's formula, but for the post office's branches (La Poste, whose digits sum up). */
export function isFrenchCompanyNumber(text: string): boolean {
  const number = text.replace(/\s/g, "");
  const sum = digitsOf(number).reduce((total, digit) => total + digit, 0);
  if (/^356000000\d{5}$/.test(number) && sum % 5 === 0) return true;
  return /^(\d{9}|\d{14})$/.test(number) && luhn(number) && (number.length === 9 || luhn(number.slice(0, 9)));
}
