"use client";
import { type ComponentProps, useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";
import { gallerySizes, preloadPhoto } from "./photo.tsx";
import type { Media } from "./types.ts";

type TileLinkProps = ComponentProps<typeof Link> & {
  /** The photo with which the product's page begins: the way there waits for it. */
  opensWith?: Media | null;
};

/** A link that fetches its page, data and photo included, once the shopper's hand or focus is near it. */
export function TileLink({ opensWith, ...props }: TileLinkProps) {
  const [near, setNear] = useState(false);
  const come = () => {
    setNear(true);
    if (opensWith) preloadPhoto(opensWith, gallerySizes);
  };
  return (
    <Link {...props} prefetch={near ? true : undefined} onPointerEnter={come} onFocus={come} onTouchStart={come} />
  );
}
