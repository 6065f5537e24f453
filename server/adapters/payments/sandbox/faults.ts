/** Failures that tests order in advance: the next requests answer 500 or 429, hang, or lose their connection. */
import { z } from "zod";

export const faultInput = z.strictObject({
  kind: z.enum(["500", "429", "timeout", "disconnect"]),
  /** How many requests fail. The SDK repeats a failed call, each repetition counts. */
  count: z.number().int().min(1).max(1000).default(1),
  /** Only requests whose path starts so. */
  path: z.string().startsWith("/v1/").default("/v1/"),
  /** "after": the work is done, only its answer is lost. */
  when: z.enum(["before", "after"]).default("before"),
});
export type Fault = z.infer<typeof faultInput>;

export type Faults = {
  order(fault: Fault): void;
  /** The fault this request meets, if any; counted down. */
  next(path: string): Fault | undefined;
  clear(): void;
};

export function createFaults(): Faults {
  let pending: Fault[] = [];
  return {
    order: (fault) => void pending.push({ ...fault }),
    next: (path) => {
      const fault = pending.find((candidate) => path.startsWith(candidate.path));
      if (!fault) return undefined;
      fault.count -= 1;
      if (fault.count <= 0) pending = pending.filter((candidate) => candidate !== fault);
      return fault;
    },
    clear: () => {
      pending = [];
    },
  };
}
