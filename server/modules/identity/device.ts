// What a browser says of itself, in two words. Order matters: most browsers also claim to be the ones before them.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/[\d.]+.* Safari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const nameIn = (table: readonly (readonly [RegExp, string])[], text: string): string | null =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Families of browser and system by a `User-Agent`; null for what it does not name. */
export function deviceOf(userAgent: string | null): { browser: string | null; system: string | null } {
  const text = (userAgent ?? "").slice(0, 500);
  return { browser: nameIn(browsers, text), system: nameIn(systems, text) };
}

/** The network of an address: enough to tell home from elsewhere, too little for one person (IPv4 /24, IPv6 /48). */
export function networkOf(address: string): string | null {
  const v4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address)?.[1];
  if (v4) return `${v4}.0/24`;
  if (!/^[\da-f:]+$/i.test(address) || !address.includes(":")) return null;
  const [head = ""] = address.split("::");
  const groups = head.split(":").filter(Boolean).slice(0, 3);
  return groups.length === 0 ? null : `${groups.join(":").toLowerCase()}::/48`;
}
