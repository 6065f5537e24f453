"use client";
import { rememberVisitor } from "#components/storefront/known-visitor.ts";

// The browser's side of next-auth's two routes: open and close a session. Its own client would come with a provider, polling
// and a context that nothing here reads.

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  return fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken: csrf.csrfToken, callbackUrl: "/", json: "true" }),
  });
}

export type SessionProof = ({ by: "password"; email: string; password: string } | { by: "link"; token: string }) & {
  /** The second factor, once it was asked for. */
  code?: string;
};

/** Opens a session. Null when it worked, else the code of the refusal. Rejects when the network does. */
export async function openSession({ by, ...fields }: SessionProof): Promise<string | null> {
  const answer = await post(`callback/${by}`, fields);
  const { url } = (await answer.json().catch(() => ({ url: "" }))) as { url?: string };
  const query = new URL(url || "/", window.location.href).searchParams;
  // A token that no longer fits its cookie is answered 200 with a page to try again.
  if (answer.ok && query.has("csrf")) return "internal";
  if (answer.ok) {
    rememberVisitor();
    return null;
  }
  const code = query.get("error");
  if (code && code !== "CredentialsSignin") return code;
  return by === "password" ? "identity.credentials_invalid" : "identity.link_invalid";
}

/** Ends the session of this device. */
export async function closeSession(): Promise<void> {
  await post("signout", {});
}
