import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { orNotFound } from "#app/_page/or-not-found.ts";
import { Conversation } from "#components/help/conversation.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { caller } from "#server/api/caller.ts";
import type { Locale } from "#server/kernel/locales.ts";

type Props = PageProps<"/[locale]/help/[token]">;

/** The link is a secret: it goes to no search engine and to no other site. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("portal.help");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

export default function GuestTicketPage({ params }: Props) {
  return (
    <div className="page pt-10 lg:pt-14">
      <Suspense fallback={<Skeleton className="h-96" />}>
        <GuestTicket params={params} />
      </Suspense>
    </div>
  );
}

async function GuestTicket({ params }: Pick<Props, "params">) {
  const { token, locale } = await params;
  const api = await caller(locale as Locale);
  const ticket = await orNotFound(api.shop.help.get({ token }));
  return <Conversation ticket={ticket} of={{ token }} orderHref={null} />;
}
