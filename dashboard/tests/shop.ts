import type { Kauli } from "./kauli";

/** A bot that takes orders in two messages. */
export const SHOP = {
  intents: {
    order: ["I need juice", "order juice", "nataka juisi"],
    greet: ["hello", "habari", "good morning"],
  },
  flows: {
    greet: { message: ["Hi, how can I help you?"], next_state: "end" },
    order: { message: ["How many?"], next_state: "number" },
    number: { message: ["{{number}} it is."], next_state: "end" },
  },
};

/** Make it, published. */
export async function makeShop(kauli: Kauli, name: string): Promise<number> {
  const { id } = await kauli.call<{ id: number }>("POST", "/bots", { name, ...SHOP });
  return id;
}

/** Give it its webhook. */
export async function setWebhook(
  kauli: Kauli,
  botId: number,
  url: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { id } = await kauli.call<{ id: string }>("POST", `/bots/${botId}/endpoints`, {
    is_default: true,
    url,
    name: "Webhook",
    triggers: ["order"],
    ...more,
  });
  return id;
}

/** Somebody orders. */
export async function order(kauli: Kauli, botId: number, chatId: string): Promise<void> {
  for (const text of ["I need juice", "2"])
    await kauli.call("POST", `/bots/${botId}/conversations/${chatId}/messages`, { text });
}
