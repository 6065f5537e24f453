// Channels: where sales come from (site, rep, till, marketplace), at which prices and from which locations.
// Owns channel, channel_location and channel_safety_stock.
export { saveChannel, setSafetyStock } from "./commands.ts";
export type { ChannelTerms } from "./contract.ts";
export { channelByCode, channelById } from "./queries.ts";
export { channelSettings, listChannels } from "./settings.ts";
