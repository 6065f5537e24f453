"use client";
import type { ComponentProps } from "react";

const shown = () => {};

/**
 * A picture that nothing waits for. React holds a page back, behind its skeleton, until pictures have come that take part in a
 * transition between pages; not those that somebody listens to. Over its blur a picture may come a moment later.
 */
export const EagerImage = ({ alt, ...props }: ComponentProps<"img">) => <img {...props} alt={alt} onLoad={shown} />;
