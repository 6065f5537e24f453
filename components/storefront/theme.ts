/** The reader's choice of light or dark; none stored means: as the device says. */
export const themeKey = "comptoir-theme";
export type Theme = "system" | "light" | "dark";

/** Runs before the first paint. Its text is constant so that a content security policy can name its hash. */
export const themeScript = `try{var t=localStorage.getItem("${themeKey}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

export function readTheme(): Theme {
  const set = document.documentElement.dataset.theme;
  return set === "light" || set === "dark" ? set : "system";
}

export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") {
    delete root.dataset.theme;
    localStorage.removeItem(themeKey);
  } else {
    root.dataset.theme = theme;
    localStorage.setItem(themeKey, theme);
  }
}
