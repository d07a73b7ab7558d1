import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Page, test as base, expect } from "@playwright/test";

const ROOT = resolve(import.meta.dirname, "../..");

/** The owner that `start({ owner: true })` makes. */
export const OWNER = { username: "neema", password: "pizza-na-chai", full_name: "Neema" };

/** A real server on a data folder of its own. */
export class Kauli {
  readonly url: string;
  readonly dataDir: string;
  readonly #process: ChildProcess;
  #cookie = "";
  #csrf = "";

  private constructor(url: string, dataDir: string, process: ChildProcess) {
    this.url = url;
    this.dataDir = dataDir;
    this.#process = process;
  }

  /** Start one on a free port; what it may call is this machine only. */
  static async start(env: Record<string, string> = {}): Promise<Kauli> {
    const dataDir = await mkdtemp(join(tmpdir(), "kauli-browser-"));
    const child = spawn(join(ROOT, ".venv/bin/kauli"), ["serve", "--port", "0"], {
      env: {
        ...process.env,
        KAULI_DATA_DIR: dataDir,
        KAULI_ALLOW_PRIVATE: "127.0.0.0/8",
        NO_COLOR: "1",
        COLUMNS: "200",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const url = await address(child);
    return new Kauli(url, dataDir, child);
  }

  /** Make the owner and sign in, for `call`. */
  async setUp(): Promise<void> {
    const response = await fetch(`${this.url}/api/v1/setup`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(OWNER),
    });
    if (!response.ok) throw new Error(`setup: ${response.status} ${await response.text()}`);
    this.#cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    this.#csrf = ((await response.json()) as { csrf_token: string }).csrf_token;
  }

  /** Ask the API as the owner; the JSON of the answer. */
  async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#ask(
      method,
      path,
      body === undefined ? undefined : JSON.stringify(body),
    );
    return (answer === "" ? undefined : JSON.parse(answer)) as T;
  }

  /** The text of an answer, as it came. */
  text(path: string): Promise<string> {
    return this.#ask("GET", path);
  }

  /** Send a file as it is. */
  async upload<T = { id: number }>(path: string, text: string): Promise<T> {
    return JSON.parse(await this.#ask("POST", path, text)) as T;
  }

  async #ask(method: string, path: string, body?: string): Promise<string> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        "Content-Type": "application/json",
        Cookie: this.#cookie,
        "X-CSRF-Token": this.#csrf,
      },
      ...(body !== undefined && { body }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`);
    return answer;
  }

  /** Sign a browser in as the owner, without the form. */
  async signIn(page: Page): Promise<void> {
    const [name, value] = this.#cookie.split(/=(.*)/s);
    if (name === undefined || value === undefined) throw new Error("Call setUp() first.");
    await page.context().addCookies([{ name, value, url: this.url }]);
  }

  /** Stop it, as Ctrl-C does, and remove its data. */
  async stop(): Promise<void> {
    await this.pause();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Stop it and leave its data. */
  async pause(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((done) => this.#process.once("exit", done));
    this.#process.kill("SIGINT");
    await ended;
  }
}

function address(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let printed = "";
    const read = (part: Buffer) => {
      printed += part.toString();
      const url = /serves (http:\/\/[\w.:-]+)/.exec(printed)?.[1];
      if (url !== undefined) found(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => failed(new Error(`kauli serve ended: ${printed}`)));
  });
}

/** Chromium as the system has it. */
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

/** A test with a server of its own worker (`kauli`), set up, and a page that is signed in. */
export const test = base.extend<{ page: Page }, { kauli: Kauli }>({
  kauli: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants a pattern
    async ({}, give) => {
      const kauli = await Kauli.start();
      await kauli.setUp();
      await give(kauli);
      await kauli.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ kauli }, give) => give(kauli.url),
  page: async ({ page, kauli }, give) => {
    await kauli.signIn(page);
    await give(page);
  },
  launchOptions: [
    {
      ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    { scope: "worker" },
  ],
});

export { expect };

/** Fail where axe finds a violation of WCAG 2.2 AA on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page })
    .withTags(tags)
    // A hint at the pointer belongs to what it is about, wherever it is drawn.
    .exclude("[role=tooltip]")
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect(found).toEqual([]);
}
