import { definePage } from "#app/_page/define-page.tsx";
import { ChannelList } from "#components/backoffice/channels/channel-list.tsx";
import { ListSkeleton } from "#components/backoffice/shared/states.tsx";
import { titled } from "../_title.ts";

export const generateMetadata = titled("channels");

export default definePage(
  "channels.channel.read",
  async ({ api }) => <ChannelList rows={await api.admin.channels.list()} />,
  { fallback: <ListSkeleton /> },
);
