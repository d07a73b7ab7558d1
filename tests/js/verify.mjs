// Reads {secret, body, headers} from standard input, one JSON a line, and says for each whether
// npm's standardwebhooks takes it: a JSON line with what it read, or with its error.
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

for await (const line of createInterface({ input: process.stdin })) {
  const { secret, body, headers } = JSON.parse(line);
  let said;
  try {
    said = { content: new Webhook(secret).verify(body, headers) };
  } catch (error) {
    said = { error: error.message };
  }
  console.log(JSON.stringify(said));
}
