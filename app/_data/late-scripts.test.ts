import { expect, test } from "vitest";
import { withLateScripts } from "./late-scripts.mjs";

const page = [
  '<html><head><link rel="stylesheet" href="/a.css"/><link rel="preload" as="script" fetchPriority="low" href="/r.js"/>',
  '<script src="/1.js" async=""></script><script src="/2.js" async=""></script>',
  '<script src="/old.js" noModule=""></script><script>var t=1</script></head><body><main>x</main>',
  '<script src="/r.js" id="_R_" async=""></script><script>self.f=1</script><script src="/2.js" async=""></script>',
  "</body></html>",
].join("");

function run(html: string, hidden: boolean) {
  const [, code = ""] = /<script>(\(function\(l\).*?)<\/script>/.exec(html) ?? [];
  const appended: { id?: string; src?: string; async?: boolean }[] = [];
  const later: (() => void)[] = [];
  const element = () => {
    const made: (typeof appended)[number] & { setAttribute?: unknown } = {};
    made.setAttribute = (name: "src", value: string) => {
      made[name] = value;
    };
    return made;
  };
  const page = {
    hidden,
    createElement: element,
    head: { appendChild: (e: (typeof appended)[number]) => appended.push(e) },
  };
  const wait = (then: () => void) => later.push(then);
  new Function("document", "requestAnimationFrame", "setTimeout", code)(page, wait, wait);
  /** Runs one thing that waits. */
  return { appended, next: () => later.shift()?.() };
}

test("every script once, in its order, each in its task, after the frame that comes next", () => {
  const { appended, next } = run(withLateScripts(page), false);
  next();
  expect(appended).toHaveLength(0);
  next();
  expect(appended).toHaveLength(1);
  next();
  next();
  expect(appended.map(({ src, id, async }) => [src, id, async])).toEqual([
    ["/1.js", undefined, true],
    ["/2.js", undefined, true],
    ["/r.js", "_R_", true],
  ]);
});

test("a tab that nobody sees draws no frames: without one", () => {
  const { appended, next } = run(withLateScripts(page), true);
  next();
  expect(appended).toHaveLength(1);
});

test("everything else stays as it is", () => {
  const made = withLateScripts(page);
  expect(made).not.toContain('async=""');
  expect(made).not.toContain("preload");
  for (const kept of [
    '<link rel="stylesheet"',
    '<script src="/old.js" noModule="">',
    "<script>var t=1</script>",
    "self.f=1",
  ])
    expect(made).toContain(kept);
  expect(withLateScripts("<p>no scripts</p>")).toBe("<p>no scripts</p>");
});
