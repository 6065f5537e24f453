import { BlockList, isIP } from "node:net";

// What must never be asked for on someone else's word: this machine, private networks, cloud metadata, test ranges
// (IANA special-purpose registries: iana.org/assignments/iana-ipv4-special-registry and -ipv6-).
const refused = new BlockList();
const v4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];
for (const [net, prefix] of v4) refused.addSubnet(net, prefix, "ipv4");
// Of IPv6 only global unicast is public, without what tunnels IPv4 (6to4, Teredo) or documents.
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  refused.addSubnet(net, prefix, "ipv6");
}

/** True for an IP address that anyone on the internet may be asked at. Mapped IPv4 addresses are judged as IPv4. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, "ipv4");
  if (family !== 6) return false;
  return globalUnicast.check(address, "ipv6") && !refused.check(address, "ipv6");
}
