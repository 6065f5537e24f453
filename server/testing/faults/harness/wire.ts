// The wire between a process and PostgreSQL, with traps on it: it understands enough of the protocol to know which
// statement goes by, and can stop the world before or after the very COMMIT that a story is about. The shop needs no hooks.
import net from "node:net";

/** Where the world stops: COMMIT on its way to the server, or its answer on the way back. */
export type Moment = "before commit" | "after commit";

type Trap = { statement: RegExp; moment: Moment; left: number; spring: (line: Line) => void };
type Line = { client: net.Socket; server: net.Socket; held: boolean };

export type Sprung = {
  /** Lets what was stopped go on. */
  release(): void;
  /** Cuts the connection that was stopped, as a broken network would. */
  cut(): void;
};

export type Wire = Awaited<ReturnType<typeof layWire>>;

/** Text up to the next zero byte, and where it ended. */
function text(message: Buffer, from: number): { value: string; end: number } {
  const end = message.indexOf(0, from);
  return { value: message.toString("utf8", from, end < 0 ? message.length : end), end: end + 1 };
}

/** Reads the frontend's messages as they pass (PostgreSQL's protocol 3: type, length, body) and tells the SQL of each. */
function statementReader(tell: (sql: string) => void) {
  const prepared = new Map<string, string>();
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk: Buffer): void => {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const size = head + rest.readInt32BE(head);
      if (rest.length < size) return;
      const message = rest.subarray(0, size);
      rest = rest.subarray(size);
      if (!started) {
        started = true;
        continue;
      }
      const type = String.fromCharCode(message[0] ?? 0);
      if (type === "Q") tell(text(message, 5).value);
      if (type === "P") {
        const name = text(message, 5);
        prepared.set(name.value, text(message, name.end).value);
      }
      // A prepared statement is named when it is run, not spelled out.
      if (type === "B") tell(prepared.get(text(message, text(message, 5).end).value) ?? "");
    }
  };
}

/** Lays a wire to a PostgreSQL at `target`; processes that shall be wired are given its port. */
export async function layWire(target: { port: number }) {
  const lines = new Set<Line>();
  let traps: Trap[] = [];

  function spring(line: Line, transaction: readonly string[], moment: Moment): boolean {
    const trap = traps.find((t) => t.moment === moment && transaction.some((sql) => t.statement.test(sql)));
    if (!trap) return false;
    line.held = true;
    line.client.pause();
    line.server.pause();
    trap.left -= 1;
    if (trap.left === 0) traps = traps.filter((t) => t !== trap);
    trap.spring(line);
    return true;
  }

  const server = net.createServer((client) => {
    const upstream = net.connect(target.port, "127.0.0.1");
    const line: Line = { client, server: upstream, held: false };
    lines.add(line);
    let transaction: string[] = [];
    let committing: string[] | null = null;
    let commitNow = false;
    let inside = false;
    const read = statementReader((sql) => {
      if (/^\s*(COMMIT|ROLLBACK\s*;?\s*$)/i.test(sql)) inside = false;
      if (/^\s*COMMIT/i.test(sql)) commitNow = true;
      else if (/^\s*BEGIN/i.test(sql)) {
        inside = true;
        transaction = [];
      } else if (inside) transaction.push(sql);
      else {
        // A statement by itself is a transaction by itself.
        transaction = [sql];
        commitNow = true;
      }
    });
    client.on("data", (chunk) => {
      read(chunk);
      const forward = () => void upstream.write(chunk);
      if (!commitNow) return forward();
      commitNow = false;
      committing = transaction;
      if (!spring(line, transaction, "before commit")) return forward();
      waiting.set(line, forward);
    });
    upstream.on("data", (chunk) => {
      const forward = () => void client.write(chunk);
      const answered = committing;
      committing = null;
      if (answered && spring(line, answered, "after commit")) waiting.set(line, forward);
      else forward();
    });
    const end = () => {
      lines.delete(line);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
  });
  /** What a trap keeps from going on. */
  const waiting = new Map<Line, () => void>();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const cut = (line: Line) => {
    waiting.delete(line);
    line.client.destroy();
    line.server.destroy();
  };
  const release = (line: Line) => {
    if (!line.held) return;
    line.held = false;
    waiting.get(line)?.();
    waiting.delete(line);
    line.client.resume();
    line.server.resume();
  };

  return {
    port: (server.address() as net.AddressInfo).port,
    /**
     * Stops the next `count` transactions that contain a statement like this, at that moment of their COMMIT. Resolves when
     * all of them stand still.
     */
    trap(statement: RegExp, moment: Moment, count = 1): Promise<Sprung> {
      const caught: Line[] = [];
      return new Promise((resolve) => {
        traps.push({
          statement,
          moment,
          left: count,
          spring: (line) => {
            caught.push(line);
            if (caught.length === count)
              resolve({ release: () => caught.forEach(release), cut: () => caught.forEach(cut) });
          },
        });
      });
    },
    /** Forgets traps that nothing went into, and lets go of what is held. */
    clear(): void {
      traps = [];
      for (const line of lines) release(line);
    },
    /** Cuts every connection there is; new ones may be made at once. */
    cutAll(): void {
      for (const line of lines) cut(line);
    },
    async close(): Promise<void> {
      for (const line of lines) cut(line);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
