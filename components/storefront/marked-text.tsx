import { Fragment, type ReactNode } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { type Inline, readMarkedText, type TextBlock } from "#server/kernel/marked-text.ts";

type MarkedTextProps = {
  text: string;
  /** Draws products that the text shows, by their slugs. */
  products: (slugs: readonly string[]) => ReactNode;
};

/** Marked-up text as elements. Made of values, never of HTML: nothing that was typed can become script. */
export function MarkedText({ text, products }: MarkedTextProps) {
  // A text does not change while it is shown: its parts have no better name than their place.
  return readMarkedText(text).map((block, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={i}>{block.kind === "products" ? products(block.slugs) : <Block block={block} />}</Fragment>
  ));
}

function Block({ block }: { block: Exclude<TextBlock, { kind: "products" }> }) {
  switch (block.kind) {
    case "heading": {
      const Heading = block.level === 2 ? "h2" : "h3";
      const size = block.level === 2 ? "mt-12 text-[2rem]" : "mt-8 text-2xl";
      return <Heading className={`font-display leading-tight first:mt-0 ${size}`}>{inline(block.children)}</Heading>;
    }
    case "quote":
      return (
        <blockquote className="mt-8 border-l-2 border-accent pl-5 font-display text-2xl leading-snug text-pretty">
          {inline(block.children)}
        </blockquote>
      );
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List className={`mt-5 grid gap-2 pl-5 ${block.ordered ? "list-decimal" : "list-disc"} marker:text-muted`}>
          {block.items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change while it is shown
            <li key={i}>{inline(item)}</li>
          ))}
        </List>
      );
    }
    case "paragraph":
      return <p className="mt-5 text-pretty first:mt-0">{inline(block.children)}</p>;
  }
}

const inline = (parts: readonly Inline[]): ReactNode =>
  parts.map((part, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change while it is shown
    return <Fragment key={i}>{piece(part)}</Fragment>;
  });

function piece(part: Inline): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "strong":
      return <strong className="font-semibold">{inline(part.children)}</strong>;
    case "emphasis":
      return <em>{inline(part.children)}</em>;
    case "link":
      return part.href.startsWith("/") ? (
        <Link href={part.href} prefetch={false} className="underlined">
          {inline(part.children)}
        </Link>
      ) : (
        <a href={part.href} className="underlined" rel="noopener nofollow">
          {inline(part.children)}
        </a>
      );
  }
}
