"use client";
import type { QueryKey, QueryObserverOptions } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useLocale } from "next-intl";
import { useDeferredValue, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { AppRouter } from "#server/api/root.ts";
import type { Api } from "./api.ts";

export type { Api };

/** The API client, fetched when first wanted: a page that only shows something does without it. */
export async function loadApi(locale: string): Promise<Api> {
  const { apiOf } = await import("./api.ts");
  announceApi();
  return apiOf(locale);
}

const nextTask = () => new Promise((then) => setTimeout(then));

/**
 * The same for what begins by itself, when the page that wants it has been drawn; at once in a tab that nobody sees. Nobody
 * waits for it: between compiling it, telling the page and asking, a finger comes first.
 */
export async function loadApiOnceDrawn(locale: string): Promise<Api> {
  if (!document.hidden) await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const { apiOf } = await import("./api.ts");
  await nextTask();
  announceApi();
  await nextTask();
  return apiOf(locale);
}

let here = false;
const listeners = new Set<() => void>();

/** Says that the client has been fetched: from now on asking costs no script. */
export function announceApi(): void {
  if (here) return;
  here = true;
  for (const listener of listeners) listener();
}

/**
 * Whether the client has been fetched already, for whatever reason. False on the server and while the page hydrates. What
 * becomes possible with it is drawn in the background, in slices.
 */
export const useApiHere = (): boolean =>
  useDeferredValue(
    useSyncExternalStore(
      (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      () => here,
      () => false,
    ),
  );

/**
 * The answer to a question, or undefined as long as there is none; the one before stays until the next has come. `key` names
 * the question (null: none is asked, and no client is fetched for it).
 */
export function useLateQuery<Raw, Data, Key extends QueryKey>(
  key: string | null,
  ask: (api: Api) => QueryObserverOptions<Raw, TRPCClientErrorLike<AppRouter>, Data, Raw, Key>,
): Data | undefined {
  const locale = useLocale();
  const [data, setData] = useState<Data>();
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (key === null) return;
    let over = false;
    let stop = () => {};
    const listen = (api: Api) => {
      if (over) return;
      const observer = new api.QueryObserver(api.queryClient, latest.current(api));
      const hear = (answer: { data: Data | undefined }) => answer.data !== undefined && setData(() => answer.data);
      stop = observer.subscribe(hear);
      hear(observer.getCurrentResult());
    };
    // Without a network there is no answer; the next question tries again.
    loadApiOnceDrawn(locale).then(listen, () => {});
    return () => {
      over = true;
      stop();
    };
  }, [key, locale]);
  return data;
}
