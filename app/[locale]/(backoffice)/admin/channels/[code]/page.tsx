import { definePage } from "#app/_page/define-page.tsx";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { ChannelPage } from "#components/backoffice/channels/channel-page.tsx";
import { can } from "#server/access/actor.ts";
import { titled } from "../../_title.ts";

type Params = { locale: string; code: string };

export const generateMetadata = titled("channels");

export default definePage<Params>("channels.channel.read", async ({ actor, api, params }) => {
  const channel = await orNotFound(api.admin.channels.get({ code: decodeURIComponent(params.code) }));
  return <ChannelPage channel={channel} mayWrite={can(actor, "channels.channel.write")} />;
});
