import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { claimFolder, findInstance } from "./instance.ts";
import { freePort, isPortFree } from "./ports.ts";
import { isAlive, waitUntil } from "./processes.ts";
import { readable, supervise } from "./supervisor.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "comptoir-cli-"));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}
const lines = (file: string) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : []);

describe("log lines", () => {
  it("are told in words, with the stack of an error", () => {
    expect(readable('{"level":40,"time":1,"msg":"slow","ms":12}')).toBe('WARN slow {"ms":12}');
    expect(readable('{"level":50,"msg":"no","err":{"stack":"Error: x\\n at y"}}')).toBe("ERROR no\nError: x\n at y");
    expect(readable("{not json")).toBe("{not json");
    expect(readable("plain")).toBe("plain");
  });
});

describe("the supervisor", () => {
  it("stops in the opposite order and waits for each", async () => {
    const log = path.join(folder, "log");
    const polite = (name: string) =>
      script(
        `${name}.mjs`,
        `import fs from "node:fs"; const say = (w) => fs.appendFileSync(${JSON.stringify(log)}, w + " ${name}\\n");
         process.on("SIGTERM", () => setTimeout(() => { say("end"); process.exit(0); }, 150));
         say("start"); setInterval(() => {}, 1000);`,
      );
    const supervisor = supervise();
    for (const name of ["first", "second"]) {
      const spec = { name, args: [polite(name)], env: {}, whenItDies: "close" as const };
      await supervisor.run(spec, async () => lines(log).includes(`start ${name}`));
    }
    await supervisor.close(0);
    expect(await supervisor.done).toBe(0);
    expect(lines(log)).toEqual(["start first", "start second", "end second", "end first"]);
  });

  it("brings back what may come back, and closes when the rest dies", async () => {
    const log = path.join(folder, "log2");
    const file = script(
      "worker.mjs",
      `import fs from "node:fs"; fs.appendFileSync(${JSON.stringify(log)}, process.pid + "\\n"); setInterval(() => {}, 1000);`,
    );
    const web = script(
      "web.mjs",
      `import fs from "node:fs"; fs.writeFileSync(${JSON.stringify(path.join(folder, "web"))}, String(process.pid)); setInterval(() => {}, 1000);`,
    );
    const supervisor = supervise();
    await supervisor.run(
      { name: "worker", args: [file], env: {}, whenItDies: "restart" },
      async () => lines(log).length === 1,
    );
    await supervisor.run(
      { name: "web", args: [web], env: {}, whenItDies: "close" },
      async () => lines(path.join(folder, "web")).length === 1,
    );
    process.kill(Number(lines(log)[0]), "SIGKILL");
    expect(await waitUntil(() => lines(log).length === 2, 8000)).toBe(true);
    process.kill(Number(lines(path.join(folder, "web"))[0]), "SIGKILL");
    expect(await supervisor.done).toBe(1);
    expect(isAlive(Number(lines(log)[1]))).toBe(false);
  });

  it("says what a process said when it ends while starting", async () => {
    const supervisor = supervise();
    const file = script("broken.mjs", `console.error("no such table"); process.exit(3);`);
    const start = supervisor.run({ name: "web", args: [file], env: {}, whenItDies: "close" }, async () => false);
    await expect(start).rejects.toThrow(/web ended while starting[\s\S]*no such table/);
    await supervisor.close(1);
  });
});

describe("a data folder", () => {
  it("belongs to one Comptoir at a time", async () => {
    fs.mkdirSync(folder, { recursive: true });
    const claim = await claimFolder(folder, "npm start");
    claim.tell({ url: "http://localhost:3000" });
    expect(await findInstance(folder)).toMatchObject({ pid: process.pid, url: "http://localhost:3000" });
    await expect(claimFolder(folder, "npm start")).rejects.toThrow(/Another Comptoir runs in this folder.*3000/);
    await claim.release();
    expect(await findInstance(folder)).toBeUndefined();
    await (await claimFolder(folder, "npm start")).release();
  });

  it("is free again after its owner was killed, whose socket still lies there", async () => {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "run.sock"), "");
    expect(await findInstance(folder)).toBeUndefined();
    await (await claimFolder(folder, "npm start")).release();
  });
});

describe("ports", () => {
  it("are passed over when taken", async () => {
    const port = await freePort();
    const { createServer } = await import("node:net");
    const taken = createServer().listen(port, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    expect(await isPortFree(port, "127.0.0.1")).toBe(false);
    expect(await freePort(port)).not.toBe(port);
    await new Promise((resolve) => taken.close(resolve));
    expect(await freePort(port)).toBe(port);
  });
});
