import { describe, expect, it } from "vitest";
import { explain, type Operation, type Program } from "./explain.ts";

// A shelf with pieces: taking one is atomic in the right program and two steps in the wrong one.
type Shelf = { left: number };
const take: Program<Shelf> = (shelf) =>
  shelf.left > 0 ? [{ state: { left: shelf.left - 1 }, answer: "taken" }] : [{ state: shelf, answer: "sold out" }];
const operation = (answer: string | null, start: number, end: number, program = take): Operation<Shelf> => ({
  text: `take ${answer}`,
  program,
  start,
  end,
  answer,
});
const left = (n: number) => (shelf: Shelf) => (shelf.left === n ? null : `${shelf.left} left, not ${n}`);

describe("explaining what happened", () => {
  it("finds the order in which it happened", () => {
    const both = [operation("taken", 0, 5), operation("sold out", 1, 4)];
    expect(explain({ left: 1 }, both, left(0))).toEqual({ explained: true });
  });

  it("does not believe in two winners of one piece", () => {
    const both = [operation("taken", 0, 5), operation("taken", 1, 4)];
    expect(explain({ left: 1 }, both, left(0)).explained).toBe(false);
  });

  it("does not believe in a loser before anybody took the piece", () => {
    const early = [operation("sold out", 0, 1), operation("taken", 2, 3)];
    expect(explain({ left: 1 }, early, left(0)).explained).toBe(false);
    const meanwhile = [operation("sold out", 0, 3), operation("taken", 2, 3)];
    expect(explain({ left: 1 }, meanwhile, left(0)).explained).toBe(true);
  });

  it("lets an operation without an answer have happened or not, but not by half of a step", () => {
    const lost = [operation(null, 0, 1)];
    expect(explain({ left: 1 }, lost, left(0)).explained).toBe(true);
    expect(explain({ left: 1 }, lost, left(1)).explained).toBe(true);
    expect(explain({ left: 1 }, lost, left(-1))).toMatchObject({ explained: false });
  });

  it("tells a lost update by the state it leaves", () => {
    expect(explain({ left: 2 }, [operation("taken", 0, 5), operation("taken", 0, 5)], left(1))).toEqual({
      explained: false,
      reason: "0 left, not 1",
    });
  });

  it("lets the steps of two operations mix", () => {
    const readThenWrite: Program<Shelf> = (shelf, memory) =>
      memory.pc === 0
        ? [{ state: shelf, memory: { pc: 1, saw: shelf.left } }]
        : [{ state: { left: Number(memory.saw) - 1 }, answer: "taken" }];
    const both = [operation("taken", 0, 5, readThenWrite), operation("taken", 0, 5, readThenWrite)];
    expect(explain({ left: 2 }, both, left(1)).explained).toBe(true);
    expect(explain({ left: 2 }, both, left(0)).explained).toBe(true);
    const apart = [operation("taken", 0, 1, readThenWrite), operation("taken", 2, 3, readThenWrite)];
    expect(explain({ left: 2 }, apart, left(1)).explained).toBe(false);
  });
});
