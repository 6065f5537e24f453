"use client";
import { type ComponentProps, useState } from "react";
import { Link } from "#app/_i18n/navigation.ts";

/** A link that fetches its page, data included, once the shopper's hand or focus is near it. */
export function TileLink(props: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false);
  const come = () => setNear(true);
  return (
    <Link {...props} prefetch={near ? true : undefined} onPointerEnter={come} onFocus={come} onTouchStart={come} />
  );
}
