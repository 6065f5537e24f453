import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Mailbox } from "#components/portal/mailbox.tsx";
import { openMailbox } from "#server/api/mailbox.ts";

type Props = PageProps<"/[locale]/dev/mailbox">;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.mailbox");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

/** Where mails can be read as long as no mail server is configured. Not there at all otherwise. */
export default function MailboxPage({ searchParams }: Props) {
  return (
    <Suspense>
      <Open searchParams={searchParams} />
    </Suspense>
  );
}

const one = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value[0] : value)?.slice(0, 254) || undefined;

async function Open({ searchParams }: Pick<Props, "searchParams">) {
  await connection();
  const { to, mail } = await searchParams;
  const box = await openMailbox({ to: one(to), mail: one(mail) });
  if (!box) notFound();
  return <Mailbox mails={box.mails} open={box.open} to={one(to)} />;
}
