import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** The sample order desk, as its README starts it: a real process that verifies signatures. */
export class OrderDesk {
  readonly #port: number;
  #folder = "";
  #process: ChildProcess | null = null;
  #printed = "";

  private constructor(port: number) {
    this.#port = port;
  }

  /** A desk that has its address, and waits for its secret to be started. */
  static async at(): Promise<OrderDesk> {
    return new OrderDesk(await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/new-order`;
  }

  /** What it told the person in charge so far. */
  get told(): string {
    return this.#printed;
  }

  async start(secret: string): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), "kauli-desk-"));
    const child = spawn(
      join(ROOT, ".venv/bin/python"),
      [join(ROOT, "examples/order_desk/main.py")],
      {
        cwd: this.#folder,
        env: { ...process.env, PORT: String(this.#port), KAULI_WEBHOOK_SECRET: secret },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.#process = child;
    await new Promise<void>((ready, failed) => {
      const read = (part: Buffer) => {
        this.#printed += part.toString();
        if (this.#printed.includes("Running on")) ready();
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", () => failed(new Error(`the order desk ended: ${this.#printed}`)));
    });
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child !== null && child.exitCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill();
      await ended;
    }
    if (this.#folder !== "") await rm(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((found) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
