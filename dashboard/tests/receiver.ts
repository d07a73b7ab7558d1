import { type IncomingHttpHeaders, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server of somebody's that takes deliveries, and answers as it is told. */
export class Receiver {
  readonly received: Received[] = [];
  /** What it answers from now on. */
  answer: { status: number; body: string; type?: string } = { status: 200, body: "ok" };
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on("request", (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const body = Buffer.concat(parts).toString();
        receiver.received.push({ path: request.url ?? "", headers: request.headers, body });
        const { status, body: said, type = "text/plain" } = receiver.answer;
        response.writeHead(status, { "Content-Type": type }).end(said);
      });
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return receiver;
  }

  url(path = "/new-order"): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
