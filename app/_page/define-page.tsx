import { notFound, redirect } from "next/navigation";
import { type ComponentType, type ReactNode, Suspense } from "react";
import { type Actor, can, isStaff } from "#server/access/actor.ts";
import type { Permission } from "#server/access/permissions.ts";
import { caller } from "#server/api/caller.ts";
import { currentActor } from "#server/auth/session.ts";
import type { Locale } from "#server/kernel/locales.ts";
import { Forbidden } from "./forbidden.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";
import { SignInRedirect } from "./sign-in-redirect.tsx";

export type SearchParams = Record<string, string | string[] | undefined>;
type PageProps<P> = { params: Promise<P>; searchParams: Promise<SearchParams> };

/** What a guarded page renders with. `api` already speaks for the actor: what it may not see is not found. */
export type PageContext<P> = {
  actor: Actor;
  api: Awaited<ReturnType<typeof caller>>;
  locale: Locale;
  params: P;
  searchParams: SearchParams;
};

/** A page that names its permission, so that a test can walk all pages and find none without. */
export type GuardedPage<P> = ComponentType<PageProps<P>> & { permission: Permission };

type Render<P> = (context: PageContext<P>) => ReactNode | Promise<ReactNode>;
type GuardedProps<P> = PageProps<P> & { permission: Permission; render: Render<P> };

async function Guarded<P extends { locale: string }>(props: GuardedProps<P>) {
  const [params, searchParams, actor] = await Promise.all([props.params, props.searchParams, currentActor()]);
  const locale = params.locale as Locale;
  if (!actor.userId) return <SignInRedirect locale={locale} />;
  if (!can(actor, props.permission)) {
    if (actor.secondFactorDue) redirect(`/${locale}/account/security`);
    if (isStaff(actor)) return <Forbidden />;
    notFound();
  }
  return props.render({ actor, api: await caller(locale), locale, params, searchParams });
}

/**
 * Every page of the portal and the back office is made by this. A guest is sent to sign in and comes back; staff without
 * the permission are told so, anyone else finds no such page. The guard runs here, in the page: layouts draw and
 * `proxy.ts` picks a language, neither decides. `fallback` shows while the session is read.
 */
export function definePage<P extends { locale: string } = { locale: string }>(
  permission: Permission,
  render: Render<P>,
  options: { fallback?: ReactNode } = {},
): GuardedPage<P> {
  const page = (props: PageProps<P>) => (
    <Suspense fallback={options.fallback ?? <PageSkeleton />}>
      <Guarded {...props} permission={permission} render={render} />
    </Suspense>
  );
  return Object.assign(page, { permission });
}
