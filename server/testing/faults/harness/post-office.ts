// A mail server that counts: what reached it was sent, what did not was not. It can keep one sender waiting at its door.
import net from "node:net";

export type Letter = { id: string; to: string; subject: string };

/** The line of the conversation at which a sender is kept waiting (RFC 5321). */
export type Door = "RCPT" | "DATA" | "accepted";

export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>;

export async function openPostOffice() {
  const letters: Letter[] = [];
  const sockets = new Set<net.Socket>();
  let guard: { door: Door; skip: number; stopped: () => void } | undefined;

  /** True when this sender stays at the door for ever. */
  function stopsAt(door: Door): boolean {
    if (guard?.door !== door) return false;
    if (guard.skip > 0) {
      guard.skip -= 1;
      return false;
    }
    guard.stopped();
    guard = undefined;
    return true;
  }

  function receive(to: string, text: string): void {
    const header = (name: string) => new RegExp(`^${name}: ?(.*)$`, "im").exec(text)?.[1]?.trim() ?? "";
    letters.push({ to, id: header("Message-ID"), subject: header("Subject") });
  }

  const server = net.createServer((socket) => {
    sockets.add(socket);
    let buffer = "";
    let letter: string[] | null = null;
    let to = "";
    let deaf = false;
    const say = (line: string) => void socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (letter) {
        if (line !== ".") return void letter.push(line);
        const text = letter.join("\n");
        letter = null;
        receive(to, text);
        if (stopsAt("accepted")) {
          deaf = true;
          return;
        }
        return say("250 taken");
      }
      if (/^RCPT/i.test(line)) {
        to = /<([^>]*)>/.exec(line)?.[1] ?? "";
        if (stopsAt("RCPT")) {
          deaf = true;
          return;
        }
      }
      if (/^DATA/i.test(line)) {
        if (stopsAt("DATA")) {
          deaf = true;
          return;
        }
        letter = [];
        return say("354 go on");
      }
      if (/^QUIT/i.test(line)) return void socket.end("221 bye\r\n");
      say("250 ok");
    };
    socket.on("data", (chunk) => {
      buffer += chunk.toString("latin1");
      for (let at = buffer.indexOf("\r\n"); at >= 0 && !deaf; at = buffer.indexOf("\r\n")) {
        const line = buffer.slice(0, at);
        buffer = buffer.slice(at + 2);
        hear(line);
      }
    });
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    say("220 counting");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `smtp://127.0.0.1:${(server.address() as net.AddressInfo).port}?ignoreTLS=true`,
    /** What was handed over for good, to this address, in order. */
    lettersTo: (to: string): readonly Letter[] => letters.filter((letter) => letter.to === to),
    /** Keeps the sender of one letter waiting at a door, after letting `skip` others through. Resolves when it stands there. */
    stopAt: (door: Door, skip = 0): Promise<void> =>
      new Promise((stopped) => {
        guard = { door, skip, stopped };
      }),
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
