"use client";
import { clsx } from "clsx";
import { Search, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { useRouter } from "#app/_i18n/navigation.ts";
import { useLateQuery } from "#components/trpc/late-api.ts";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { useEarlyText } from "#components/ui/use-early-text.ts";
import { formatMoney } from "#server/kernel/money.ts";
import { Photo } from "./photo.tsx";
import { TilePrice } from "./tile-price.tsx";

type Option = { id: string; href: string };

const searchHref = (query: string): string => `/search?q=${encodeURIComponent(query)}`;

/** Search with suggestions while typing: a combobox (arrows, Home, End, Enter, Escape), and a plain form without script. */
export function SearchBox({ className, onDone }: { className?: string; onDone?: () => void }) {
  const t = useTranslations("storefront.search");
  const locale = useLocale();
  const router = useRouter();
  const id = useId();
  const root = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const query = useDebounced(useDeferredValue(text.trim()), 120);
  const wanted = query.length >= 2;
  const data = useLateQuery(wanted ? query : null, ({ trpc }) =>
    trpc.shop.catalogue.suggest.queryOptions({ query }, { staleTime: 60_000 }),
  );
  const shown = open && wanted && data !== undefined;
  const all = searchHref(text.trim());
  const options: Option[] = shown
    ? [
        ...data.queries.map((query, i) => ({ id: `${id}-q-${i}`, href: searchHref(query) })),
        ...data.categories.map((c) => ({ id: `${id}-c-${c.slug}`, href: `/categories/${c.slug}` })),
        ...data.products.map((p) => ({ id: `${id}-p-${p.slug}`, href: `/products/${p.slug}` })),
        { id: `${id}-all`, href: all },
      ]
    : [];

  useEffect(() => {
    const away = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, []);

  const type = (typed: string) => {
    setText(typed);
    setOpen(true);
    setActive(-1);
  };
  useEarlyText(field, type);
  const go = (href: string) => {
    setOpen(false);
    setActive(-1);
    onDone?.();
    router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = options.length - 1;
    const move = { ArrowDown: active >= last ? -1 : active + 1, ArrowUp: active < 0 ? last : active - 1 }[event.key];
    if (move !== undefined && last >= 0) {
      event.preventDefault();
      setActive(move);
    } else if (event.key === "Escape") {
      if (shown) event.preventDefault();
      setOpen(false);
      setActive(-1);
    } else if (event.key === "Enter" && options[active]) {
      event.preventDefault();
      go(options[active].href);
    }
  };
  const optionProps = (optionId: string, href: string) => ({
    id: optionId,
    role: "option",
    tabIndex: -1,
    "aria-selected": options[active]?.id === optionId,
    onClick: () => go(href),
    className: clsx(
      "flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3 py-1.5 text-[0.9375rem] hover:bg-sunk",
      options[active]?.id === optionId && "bg-sunk",
    ),
  });

  return (
    <search className={className}>
      <form
        ref={root}
        action={`/${locale}/search`}
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) go(all);
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
        }}
      >
        <label htmlFor={id} className="sr-only">
          {t("label")}
        </label>
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-0 size-4.5 -translate-y-1/2" />
        <input
          ref={field}
          id={id}
          name="q"
          type="search"
          role="combobox"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={120}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={options[active]?.id}
          placeholder={t("placeholder")}
          value={text}
          onChange={(event) => type(event.target.value)}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
          className="h-11 w-full border-b border-edge bg-transparent pr-8 pl-7 text-[0.9375rem] placeholder:text-muted hover:border-ink focus-visible:border-ink focus-visible:shadow-[0_1px_0_0_var(--color-ink)] focus-visible:outline-none"
        />
        {text && (
          <button
            type="button"
            aria-label={t("clear")}
            onClick={() => {
              setText("");
              document.getElementById(id)?.focus();
            }}
            className="absolute top-1/2 right-0 grid size-8 -translate-y-1/2 place-items-center text-muted hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
        <p role="status" className="sr-only">
          {shown ? t("count", { count: options.length - 1 }) : ""}
        </p>
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t("suggestions")}
          hidden={!shown}
          className="absolute top-full right-0 left-0 z-40 mt-2 max-h-[70dvh] overflow-y-auto rounded-sheet border border-line bg-raised p-2 shadow-sheet lg:left-auto lg:w-[26rem]"
        >
          {shown && data.queries.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: options inside a listbox are grouped by role
            <div role="group" aria-label={t("popular")} className="mb-1 border-b border-line pb-1">
              {data.queries.map((query, i) => (
                <div key={query} {...optionProps(`${id}-q-${i}`, searchHref(query))}>
                  <Search aria-hidden className="size-4 shrink-0 text-muted" />
                  <span className="truncate">{query}</span>
                </div>
              ))}
            </div>
          )}
          {shown && data.categories.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: options inside a listbox are grouped by role
            <div role="group" aria-label={t("categories")}>
              {data.categories.map((c) => (
                <div key={c.slug} {...optionProps(`${id}-c-${c.slug}`, `/categories/${c.slug}`)}>
                  <span className="font-display text-xl leading-none">{c.name}</span>
                </div>
              ))}
            </div>
          )}
          {shown && data.products.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: options inside a listbox are grouped by role
            <div role="group" aria-label={t("products")} className="mt-1 border-t border-line pt-1 first:border-0">
              {data.products.map((p) => (
                <div key={p.slug} {...optionProps(`${id}-p-${p.slug}`, `/products/${p.slug}`)}>
                  <span className="size-11 shrink-0 bg-tile">
                    {p.media && <Photo media={p.media} sizes="44px" decorative />}
                  </span>
                  <span className="min-w-0 grow truncate">{p.name}</span>
                  <TilePrice productId={p.id} part="line">
                    <span className="tabular shrink-0 text-muted">{formatMoney(p.price, locale)}</span>
                  </TilePrice>
                </div>
              ))}
            </div>
          )}
          {shown && (
            <div {...optionProps(`${id}-all`, all)}>
              <span className="underlined text-[0.875rem]">{t("all", { query: text.trim() })}</span>
            </div>
          )}
        </div>
      </form>
    </search>
  );
}
