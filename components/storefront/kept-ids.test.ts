import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepIds, parseIds } from "./kept-ids.ts";

describe("ids kept in the browser", () => {
  const stored = new Map<string, string>();
  beforeEach(() => {
    stored.clear();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("reads nothing but product ids, each once, and no more than there is room for", () => {
    expect(parseIds('["prd_a","prd_b","prd_a",7,null,"<script>","usr_x"]', 5)).toEqual(["prd_a", "prd_b"]);
    expect(parseIds('["prd_a","prd_b","prd_c"]', 2)).toEqual(["prd_a", "prd_b"]);
    for (const odd of [null, "", "{", '{"length":3}', "7", '"prd_a"']) expect(parseIds(odd, 5)).toEqual([]);
  });

  it("writes what was changed, keeps the newest, and leaves nothing behind when it is empty", () => {
    const list = keepIds("k", 2);
    for (const id of ["prd_a", "prd_b", "prd_a", "prd_c"]) list.change((ids) => [id, ...ids.filter((i) => i !== id)]);
    expect(list.read()).toEqual(["prd_c", "prd_a"]);
    expect(JSON.parse(stored.get("k") ?? "")).toEqual(["prd_c", "prd_a"]);
    list.change(() => []);
    expect([list.read(), stored.size]).toEqual([[], 0]);
  });

  it("answers the same array as long as nothing changed, and sees what another tab wrote", () => {
    const list = keepIds("k", 5);
    stored.set("k", '["prd_a"]');
    expect(list.read()).toEqual(["prd_a"]);
    expect(list.read()).toBe(list.read());
    stored.set("k", '["prd_b"]');
    expect(list.read()).toEqual(["prd_b"]);
    stored.set("k", "[]");
    expect(list.read()).toBe(list.read());
  });

  it("works without storage, for as long as the page lives", () => {
    vi.stubGlobal("localStorage", undefined);
    const list = keepIds("k", 5);
    list.change((ids) => ["prd_a", ...ids]);
    list.change((ids) => ["prd_b", ...ids]);
    expect(list.read()).toEqual(["prd_b", "prd_a"]);
  });
});
