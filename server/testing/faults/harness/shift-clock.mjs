// Loaded into a process whose clock shall be wrong: --import shift-clock.mjs?ms=…
const shift = Number(new URL(import.meta.url).searchParams.get("ms"));
const RealDate = Date;
const now = () => RealDate.now() + shift;
// A proxy, so that every date stays a real one whoever made it.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
});
