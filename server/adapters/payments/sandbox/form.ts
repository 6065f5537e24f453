/** Stripe's request bodies: `line_items[0][price_data][currency]=eur`. */
export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type FormObject = { [key: string]: FormValue };

type Node = Map<string, Node | string>;

const maxDepth = 8;

function insert(root: Node, path: readonly string[], value: string): void {
  let node = root;
  for (const [index, raw] of path.entries()) {
    const key = raw === "" ? String(node.size) : raw; // `expand[]=a&expand[]=b`
    if (index === path.length - 1) {
      node.set(key, value);
      return;
    }
    const next = node.get(key);
    const child: Node = next instanceof Map ? next : new Map();
    node.set(key, child);
    node = child;
  }
}

function toValue(node: Node | string): FormValue {
  if (typeof node === "string") return node;
  const keys = [...node.keys()];
  const isList = keys.length > 0 && keys.every((key, index) => key === String(index));
  return isList ? [...node.values()].map(toValue) : toObject(node);
}

const toObject = (node: Node): FormObject =>
  Object.fromEntries([...node].filter(([key]) => key !== "__proto__").map(([key, value]) => [key, toValue(value)]));

/** Reads a form-encoded body or query string into nested objects and lists. Deeper than eight levels is ignored. */
export function parseForm(text: string): FormObject {
  const root: Node = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    const head = name.split("[", 1)[0] ?? "";
    const path = [head, ...[...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "")];
    if (path.length <= maxDepth) insert(root, path, value);
  }
  return toObject(root);
}
