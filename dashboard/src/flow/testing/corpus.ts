import { existsSync, readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { type BotDoc, JsonObject, isObject, parse } from "../document";

/** The published bots, where they lie beside the checkout. */
const CORPUS = resolve(import.meta.dirname, "../../../../../shared/corpus/bots");

export interface Published {
  readonly name: string;
  readonly doc: BotDoc;
}

/** All published bots; none, and a line that says so, where they are not here. */
export function publishedBots(): readonly Published[] {
  if (!existsSync(CORPUS)) {
    if (process.env.KAULI_TEST_REQUIRE_ALL) throw new Error(`There are no bots in ${CORPUS}.`);
    console.warn("Left out: the corpus of published bots is not beside this checkout.");
    return [];
  }
  return readdirSync(CORPUS)
    .toSorted()
    .map((name) => ({
      name,
      doc: { intents: read(name, "intents.json"), flows: read(name, "flow.json") },
    }));
}

function read(bot: string, file: string): JsonObject {
  const value = parse(readFileSync(resolve(CORPUS, bot, file), "utf8"));
  return isObject(value) ? value : JsonObject.empty;
}
