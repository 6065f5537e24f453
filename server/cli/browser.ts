import fs from "node:fs";
import { chromium } from "@playwright/test";
import { given } from "./launch-environment.ts";

export type Browser = { kind: "playwright" } | { kind: "system"; path: string };

// The headless shell is what Playwright itself plays in: it draws no window, and is the steadier one on a busy machine.
const usual = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser for end-to-end tests: CHROMIUM_PATH, else Playwright's own, else the system's. */
export function findBrowser(): Browser | undefined {
  const named = given("CHROMIUM_PATH");
  if (named) return { kind: "system", path: named };
  if (fs.existsSync(chromium.executablePath())) return { kind: "playwright" };
  const path = usual.find((candidate) => fs.existsSync(candidate));
  return path ? { kind: "system", path } : undefined;
}
