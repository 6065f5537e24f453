// Meilisearch's filter language, as far as our adapter writes it: IN, comparisons, AND, OR, parentheses
// (https://www.meilisearch.com/docs/learn/filtering_and_sorting/filter_expression_reference).
type Values = Record<string, unknown>;

/** A field, or one inside of another: "positions.seating". */
export function fieldOf(document: Values, path: string): unknown {
  const [first = "", ...inner] = path.split(".");
  return inner.reduce<unknown>((of, name) => (of as Values | undefined)?.[name], document[first]);
}

/** Whether a list of attributes names this one, or what it is inside of. */
export const namesField = (attributes: readonly unknown[], path: string): boolean =>
  attributes.includes(path) || attributes.includes(path.split(".")[0]);
type Test = (document: Values) => boolean;

const token = /\s*(?:("(?:[^"\\]|\\.)*")|([[\](),])|(>=|<=|>|<|=)|([^\s[\](),"<>=]+))/y;

function tokenise(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (!match) throw new Error(`invalid_search_filter: ${text}`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

const unquote = (text: string): string => (text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text);

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
  "=": (a, b) => a === b,
};

function parse(text: string, filterable: readonly unknown[]): Test {
  const tokens = tokenise(text);
  let at = 0;
  const take = (wanted?: string): string => {
    const next = tokens[at++];
    if (next === undefined || (wanted && next !== wanted)) throw new Error(`invalid_search_filter: ${text}`);
    return next;
  };
  const either = (): Test => {
    const parts = [both()];
    while (tokens[at] === "OR") {
      at++;
      parts.push(both());
    }
    return (d) => parts.some((part) => part(d));
  };
  const both = (): Test => {
    const parts = [single()];
    while (tokens[at] === "AND") {
      at++;
      parts.push(single());
    }
    return (d) => parts.every((part) => part(d));
  };
  const single = (): Test => {
    if (tokens[at] === "(") {
      at++;
      const inner = either();
      take(")");
      return inner;
    }
    const attribute = take();
    if (!namesField(filterable, attribute)) throw new Error(`invalid_search_filter: ${attribute} is not filterable`);
    const operator = take();
    if (operator === "IN") {
      take("[");
      const values: string[] = [];
      while (tokens[at] !== "]") {
        values.push(unquote(take()));
        if (tokens[at] === ",") at++;
      }
      take("]");
      return (d) => [fieldOf(d, attribute)].flat().some((value) => values.includes(String(value)));
    }
    const compare = comparisons[operator];
    const value = Number(unquote(take()));
    if (!compare || Number.isNaN(value)) throw new Error(`invalid_search_filter: ${text}`);
    return (d) => compare(Number(fieldOf(d, attribute)), value);
  };
  const test = either();
  if (at !== tokens.length) throw new Error(`invalid_search_filter: ${text}`);
  return test;
}

/** True when a document passes a filter expression. Throws on what Meilisearch would refuse. */
export const matchesFilter = (filter: string, document: Values, filterable: readonly unknown[]): boolean =>
  parse(filter, filterable)(document);
