// Channels: where sales come from (site, rep, till, marketplace), at which prices and from which locations.
// Owns channel and channel_location. Reads only: channels are set up by the seed until a screen needs more.
export type { ChannelTerms } from "./contract.ts";
export { channelByCode } from "./queries.ts";
