import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Kauli } from "../tests/kauli";

/** What the pictures show. */
export interface Shop {
  readonly bot: number;
  readonly swahili: number;
  readonly delivery: string;
  readonly chat: string;
  readonly invitation: string;
  readonly close: () => void;
}

const ORDERS = [
  ["I need a pizza", "2", "large", "chicken", "Mtaa wa Kariakoo 12", "0712345678", "1"],
  ["one pizza please", "1", "small", "cheese", "Mikocheni 4", "0755111222", "1"],
  ["order pizza", "4", "medium", "beef", "Sinza 7", "0688999000", "2"],
  ["can I order a pizza", "many", "3", "huge", "large"],
  ["hello", "menu", "do you deliver to Mwanza"],
  ["habari", "I want a pizza", "1", "cancel"],
  ["is it open on sunday", "what are your prices", "I am hungry, bring me a pizza"],
];

/** A workspace as a shop has it after some days: bots, orders, deliveries, questions. */
export async function openShop(kauli: Kauli): Promise<Shop> {
  const receiver = await receive();
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/new-order`;
  const made = (template: string, language: string) =>
    kauli.call<{ id: number }>("POST", `/templates/${template}/bots`, { language });
  const { id: bot } = await made("pizza", "english");
  const { id: swahili } = await made("pizza", "swahili");
  for (const template of ["appointment", "survey", "payment_reminder"]) {
    await made(template, template === "survey" ? "swahili" : "english");
  }
  await connect(kauli, bot, url);
  for (const [index, order] of [...ORDERS, ...ORDERS, ...ORDERS].entries()) {
    for (const text of order)
      await say(kauli, bot, `2557${String(10_000_000 + index * 7_919)}`, text);
  }
  await kauli.call("POST", `/bots/${bot}/tests`, {
    name: "An order with cheese",
    steps: [{ say: "I need a pizza", expect: { state: "order_pizza" } }],
  });
  const { link } = await kauli.call<{ link: string }>("POST", "/invitations", {
    role: "editor",
    note: "For the shop's second phone",
  });
  await kauli.call("POST", "/keys", { name: "Shop server" });
  await edit(kauli, bot);
  const { items } = await kauli.call<{ items: { id: string }[] }>(
    "GET",
    `/deliveries?bot_id=${bot}`,
  );
  const chats = await kauli.call<{ items: { chat_id: string }[] }>(
    "GET",
    `/bots/${bot}/conversations`,
  );
  return {
    bot,
    swahili,
    delivery: items[0]?.id ?? "none",
    chat: chats.items[0]?.chat_id ?? "none",
    invitation: link,
    close: () => receiver.close(),
  };
}

/** A draft that differs from what is published. */
async function edit(kauli: Kauli, bot: number): Promise<void> {
  const draft = await kauli.call<{ intents: object; flows: object }>("GET", `/bots/${bot}/draft`);
  const opening_hours = {
    message: ["We bake from 10 in the morning to 10 in the evening, every day."],
    next_state: "end",
  };
  const phrases = ["when do you open", "opening hours", "are you open today"];
  await kauli.call("PATCH", `/bots/${bot}/draft`, {
    intents: { ...draft.intents, opening_hours: phrases },
    flows: { ...draft.flows, opening_hours },
  });
}

async function connect(kauli: Kauli, bot: number, url: string): Promise<void> {
  const { items } = await kauli.call<{ items: { id: string; triggers: string[] }[] }>(
    "GET",
    `/bots/${bot}/endpoints`,
  );
  const [endpoint] = items;
  if (endpoint === undefined) await kauli.call("POST", `/bots/${bot}/endpoints`, { url });
  else await kauli.call("PATCH", `/bots/${bot}/endpoints/${endpoint.id}`, { url, active: true });
}

async function say(kauli: Kauli, bot: number, chat: string, text: string): Promise<void> {
  await kauli.call("POST", `/bots/${bot}/conversations/${chat}/messages`, { text });
}

/** A receiver that takes orders, but for every fifth. */
function receive(): Promise<Server> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      calls += 1;
      const fails = calls % 5 === 0;
      response.writeHead(fails ? 503 : 200, { "Content-Type": "application/json" });
      response.end(fails ? '{"error": "the printer is out of paper"}' : '{"ok": true}');
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
