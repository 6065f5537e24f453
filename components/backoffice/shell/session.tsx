"use client";

import { createContext, type ReactNode, use } from "react";
import type { Role } from "#server/access/roles.ts";

/** Who is at work, as far as menus care. What they may do is decided by every page and procedure, not here. */
export type Staff = { readonly name: string; readonly email: string; readonly roles: readonly Role[] };

/** What the layout knows once the session is read; `now` is the server's clock, so that relative dates hydrate alike. */
export type ShellSession = { readonly staff: Staff | null; readonly now: number };

const Context = createContext<Promise<ShellSession> | null>(null);

export function SessionProvider({ session, children }: { session: Promise<ShellSession>; children: ReactNode }) {
  return <Context value={session}>{children}</Context>;
}

/** Waits for the session: use under Suspense. */
export function useShellSession(): ShellSession {
  const session = use(Context);
  if (!session) throw new Error("useShellSession outside of the back office shell");
  return use(session);
}
