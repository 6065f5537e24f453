import { useTranslations } from "next-intl";
import type { ChannelSettings } from "../dto.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { ChannelForm } from "./channel-form.tsx";
import { SafetyStocks } from "./safety-stocks.tsx";

/** A channel's terms: what staff set takes effect with the next look at it. */
export function ChannelPage({ channel, mayWrite }: { channel: ChannelSettings; mayWrite: boolean }) {
  const t = useTranslations("backoffice.channels");
  return (
    <>
      <PageHeader trail={[{ label: t("title"), href: "/admin/channels" }]} title={channel.name} />
      <div className="grid max-w-4xl gap-8">
        <ChannelForm key={`form ${channel.version}`} channel={channel} mayWrite={mayWrite} />
        <SafetyStocks channel={channel} mayWrite={mayWrite} />
      </div>
    </>
  );
}
