import type { Labelled } from "./queries.ts";

/** What a set of queries came to: shares between 0 and 1. */
export type Figures = {
  queries: number;
  /** First hit is the very thing. */
  precisionAt1: number;
  /** 1 over the place of the first thing hoped for, 0 without any: its mean. */
  reciprocalRank: number;
  /** Gain of the first ten over the best order there is, each place counting less (Järvelin and Kekäläinen, 2002). */
  ndcgAt10: number;
  /** Queries with something to find that found nothing at all. */
  zeroResults: number;
};

export type Judged = { query: Labelled; found: readonly string[] };

const gainOf = (grades: readonly number[]): number =>
  grades.slice(0, 10).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);

const mean = (values: readonly number[]): number =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;

/** Figures over these answers. Queries that nothing answers are right when nothing is found. */
export function measure(judged: readonly Judged[]): Figures {
  const each = judged.map(({ query: { wanted }, found }) => {
    const grades = found.map((slug) => wanted[slug] ?? 0);
    const ideal = gainOf(Object.values(wanted).sort((a, b) => b - a));
    const first = grades.findIndex((grade) => grade > 0);
    if (ideal === 0) {
      const right = found.length === 0 ? 1 : 0;
      return { first: right, rank: right, ndcg: right, zero: 0 };
    }
    return {
      first: grades[0] === Math.max(...Object.values(wanted)) ? 1 : 0,
      rank: first < 0 ? 0 : 1 / (first + 1),
      ndcg: gainOf(grades) / ideal,
      zero: found.length === 0 ? 1 : 0,
    };
  });
  return {
    queries: judged.length,
    precisionAt1: mean(each.map((e) => e.first)),
    reciprocalRank: mean(each.map((e) => e.rank)),
    ndcgAt10: mean(each.map((e) => e.ndcg)),
    zeroResults: mean(each.map((e) => e.zero)),
  };
}
