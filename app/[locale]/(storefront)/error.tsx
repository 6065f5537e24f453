"use client";

// The same page, but inside the shop: header and footer stay.
export { default } from "../error.tsx";
