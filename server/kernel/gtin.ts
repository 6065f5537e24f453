/**
 * True for a GTIN-8, -12, -13 or -14 whose check digit is right: from the right, digits weigh 3 and 1 in turn, and the
 * whole is a multiple of ten (GS1 General Specifications, section 7.9).
 */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}
