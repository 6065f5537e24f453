/** The elements on the page one sees: pages left behind stay in the document, hidden, to come back as they were. */
export function shown<E extends HTMLElement>(selector: string): E[] {
  return [...document.querySelectorAll<E>(selector)].filter((element) => element.checkVisibility());
}
