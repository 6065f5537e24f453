// Which registers of addresses there are: the Base Adresse Nationale where it is configured, a short table of towns otherwise.
import type { AddressRegister } from "#server/modules/partners/port.ts";
import { createBan } from "./ban/register.ts";
import { banUrl } from "./config.ts";
import { townTable } from "./table/register.ts";

let ban: { url: string; register: AddressRegister } | undefined;

/** The register of this process. */
export function addressRegister(): AddressRegister {
  const url = banUrl();
  if (!url) return townTable;
  if (ban?.url !== url) ban = { url, register: createBan({ url }) };
  return ban.register;
}
