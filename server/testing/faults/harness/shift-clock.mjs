// Loaded into a process whose clock shall be wrong: --import shift-clock.mjs?ms=…
const shift = Number(new URL(import.meta.url).searchParams.get("ms"));
const RealDate = Date;
globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift);
    else super(...given);
  }
  static now() {
    return RealDate.now() + shift;
  }
};
