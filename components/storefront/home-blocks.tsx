import type { ReactNode } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { cn } from "#components/ui/class-names.ts";
import type { ShownBlock } from "#server/modules/content/contract.ts";
import { Photo } from "./photo.tsx";

export const homeHeading = "display text-[clamp(2.25rem,4vw,3.5rem)]";

type BlockProps = { block: ShownBlock /** Of the first screen. */; first?: boolean };

const night = "bg-[#2a231d] text-[#f3eee6]";
const tones = { light: "bg-[#d9ded5] text-[#1f1b16]", dark: night };

function BlockLink({ block, className }: { block: ShownBlock; className?: string }) {
  if (!block.link || !block.settings.href) return null;
  return (
    <Link
      href={block.settings.href}
      className={cn(
        "underlined inline-flex min-h-8 w-fit items-center font-medium focus-visible:outline-current",
        className,
      )}
    >
      {block.link}
    </Link>
  );
}

const heroFrame =
  "relative block h-[min(34rem,125vw)] w-full overflow-hidden lg:aspect-[16/7] lg:h-auto lg:max-h-[calc(100dvh-9rem)]";

/** The photograph that opens a page, with its title in the photo's own empty part. */
export function HeroBlock({ block, first }: BlockProps) {
  const { focus, tone } = block.settings;
  const Heading = first ? "h1" : "h2";
  return (
    <section className={cn("relative", tones[tone])}>
      <div className={heroFrame}>
        {block.photo && (
          <div className="absolute inset-0" style={{ ["--focus" as string]: `${focus.x}% ${focus.y}%` }}>
            <Photo
              media={block.photo}
              sizes="(min-width: 1024px) 100vw, 240vw"
              priority={first}
              decorative
              className="object-(--focus)"
            />
          </div>
        )}
      </div>
      <div className="page lg:absolute lg:inset-x-0 lg:top-0 lg:flex lg:justify-between lg:gap-10 lg:pt-[clamp(1.25rem,2.3vw,3rem)]">
        <Heading className="display max-w-[18ch] text-[clamp(3.25rem,5.5vw,6rem)] leading-[0.96] max-lg:absolute max-lg:top-7 max-lg:max-w-[9ch]">
          {block.title}
        </Heading>
        <div className="max-w-[36ch] py-7 text-[1.0625rem] leading-relaxed lg:max-w-[32ch] lg:py-3">
          <p className="text-pretty">{block.text}</p>
          <BlockLink block={block} className="mt-1" />
        </div>
      </div>
    </section>
  );
}

/** The place of the first photograph while it is on its way, and a screen more: nothing that is seen moves when it is there. */
export const HeroSkeleton = () => (
  <div aria-hidden className="mb-[100dvh]">
    <div className={cn(heroFrame, tones.light)} />
    <div className={cn("h-32 lg:hidden", tones.light)} />
  </div>
);

/** A photograph with a few lines beside it. */
export function StoryBlock({ block }: BlockProps) {
  const { focus, tone } = block.settings;
  return (
    <section
      className={cn("mt-24 lg:mt-36", tone === "dark" ? night : "bg-sunk")}
      aria-labelledby={`story-${block.id}`}
    >
      <div className="mx-auto grid max-w-[100rem] lg:grid-cols-12">
        <div
          className="relative aspect-[4/3] lg:col-span-8 lg:aspect-[16/9]"
          style={{ ["--focus" as string]: `${focus.x}% ${focus.y}%` }}
        >
          <div className="absolute inset-0">
            {block.photo && (
              <Photo media={block.photo} sizes="(min-width: 1024px) 66vw, 130vw" className="object-(--focus)" />
            )}
          </div>
        </div>
        <div className="flex flex-col justify-center gap-5 px-[clamp(1rem,4vw,4rem)] py-14 lg:col-span-4 lg:px-12">
          <h2 id={`story-${block.id}`} className={homeHeading}>
            {block.title}
          </h2>
          <p
            className={cn(
              "max-w-[46ch] leading-relaxed text-pretty",
              tone === "dark" ? "text-[#d8cfc2]" : "text-muted",
            )}
          >
            {block.text}
          </p>
          <BlockLink block={block} />
        </div>
      </div>
    </section>
  );
}

/** A sentence somebody said. */
export const QuoteBlock = ({ block }: BlockProps) => (
  <section className="page mt-24 lg:mt-36">
    <figure className="mx-auto grid max-w-[52rem] justify-items-center gap-5 text-center">
      <blockquote className="display text-[clamp(2rem,4.2vw,3.5rem)] leading-[1.08] text-balance">
        {block.title}
      </blockquote>
      {(block.text || block.link) && (
        <figcaption className="flex flex-wrap justify-center gap-x-4 text-muted">
          {block.text}
          <BlockLink block={block} className="text-ink" />
        </figcaption>
      )}
    </figure>
  </section>
);

/** A part with a heading, a line beside it and what it lists. */
export const ListBlock = ({ block, children }: BlockProps & { children: ReactNode }) => (
  <section className="page mt-20 lg:mt-32" aria-labelledby={`list-${block.id}`}>
    <div className="mb-8 flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
      <h2 id={`list-${block.id}`} className={homeHeading}>
        {block.title}
      </h2>
      {(block.text || block.link) && (
        <p className="text-muted">
          {block.text} <BlockLink block={block} className="min-h-6 font-normal text-ink" />
        </p>
      )}
    </div>
    {children}
  </section>
);
