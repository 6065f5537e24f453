import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "#app/_i18n/client-messages.tsx";
import type { ShellSession } from "#components/backoffice/shell/session.tsx";
import { Shell } from "#components/backoffice/shell/shell.tsx";
import { Providers } from "#components/trpc/providers.tsx";
import { isStaff } from "#server/access/actor.ts";
import { currentActor } from "#server/auth/session.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("backoffice.shell");
  return { title: { default: t("brand"), template: `%s · ${t("brand")}` }, robots: { index: false, follow: false } };
}

async function readSession(): Promise<ShellSession> {
  await connection();
  const actor = await currentActor();
  const staff = isStaff(actor) ? { name: actor.name ?? "", email: actor.email ?? "", roles: actor.roles } : null;
  return { staff, now: Date.now() };
}

/** Draws the frame and guards nothing: every page does that for itself. The session is not awaited, so the frame comes first. */
export default function BackofficeLayout({ children }: { children: ReactNode }) {
  return (
    <div data-face="backoffice">
      <ClientMessages
        use={[
          "backoffice",
          "shipping",
          "content",
          "books",
          "proof.staff",
          "auth.forbidden",
          "portal.statement",
          "portal.help",
        ]}
      >
        <Providers>
          <Shell session={readSession()}>{children}</Shell>
        </Providers>
      </ClientMessages>
    </div>
  );
}
