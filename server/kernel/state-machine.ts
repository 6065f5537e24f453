import { DomainError } from "./errors.ts";

/** A readable table: from each state, what each action leads to. */
export type Transitions<State extends string, Action extends string> = {
  readonly [S in State]: Partial<Record<Action, State>>;
};

/** The state an action leads to, or undefined when the table does not allow it. */
export function next<S extends string, A extends string>(table: Transitions<S, A>, from: S, action: A): S | undefined {
  return table[from][action];
}

/** The state an action leads to. Throws DomainError conflict `<machine>.transition_not_allowed` when not allowed. */
export function transition<S extends string, A extends string>(
  machine: string,
  table: Transitions<S, A>,
  from: S,
  action: A,
): S {
  const to = next(table, from, action);
  if (!to) throw new DomainError("conflict", `${machine}.transition_not_allowed`, { from, action });
  return to;
}
