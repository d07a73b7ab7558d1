/** How a receiver verifies what comes, in the languages that most of them are written in. */
export const SNIPPETS = {
  Python: `# pip install flask standardwebhooks
import os

from flask import Flask, request
from standardwebhooks import Webhook, WebhookVerificationError

app = Flask(__name__)
webhook = Webhook(os.environ["WEBHOOK_SECRET"])


@app.post("/new-order")
def new_order():
    try:
        order = webhook.verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        return {"error": "not from our bot"}, 401
    print(request.headers["webhook-id"], order)
    return {"status": "ok"}`,
  Node: `// npm install express standardwebhooks
import express from "express";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const app = express();

app.post("/new-order", express.raw({ type: "application/json" }), (request, response) => {
  let order;
  try {
    order = webhook.verify(request.body.toString(), request.headers);
  } catch {
    return response.status(401).json({ error: "not from our bot" });
  }
  console.log(request.headers["webhook-id"], order);
  response.json({ status: "ok" });
});

app.listen(5000);`,
} as const;
