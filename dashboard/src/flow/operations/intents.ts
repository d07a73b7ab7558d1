/** Intents: what people say to begin a flow. */
import type { BotDoc } from "../document";
import { ok } from "../result";
import { type Lines, phrasesOf } from "../states";
import { type Edited, refused, withIntents } from "./edit";
import { withPhrases } from "./lines";
import { intentNameError } from "./names";
import { deleteStates } from "./places";

export function createIntent(doc: BotDoc, name: string, phrases: Lines): Edited {
  const error = intentNameError(doc, name);
  if (error) return { ok: false, error };
  return ok(withIntents(doc, doc.intents.set(name, withPhrases([], unlike([], phrases)))));
}

export function deleteIntent(doc: BotDoc, name: string, withState: boolean): Edited {
  if (!doc.intents.has(name)) return refused("no_such_intent", name);
  const left = withIntents(doc, doc.intents.delete(name));
  return withState && doc.flows.has(name) ? deleteStates(left, [name]) : ok(left);
}

export function setPhrases(doc: BotDoc, intent: string, phrases: Lines): Edited {
  const old = doc.intents.get(intent);
  if (old === undefined) return refused("no_such_intent", intent);
  return ok(withIntents(doc, doc.intents.set(intent, withPhrases(old, phrases))));
}

/** More phrases; those that the intent has already are left out. */
export function addPhrases(doc: BotDoc, intent: string, phrases: Lines): Edited {
  const old = doc.intents.get(intent);
  if (old === undefined) return refused("no_such_intent", intent);
  const held = phrasesOf(old);
  const added = unlike(held, phrases);
  return added.length ? setPhrases(doc, intent, [...held, ...added]) : ok(doc);
}

export function movePhrase(doc: BotDoc, phrase: string, from: string, to: string): Edited {
  const held = doc.intents.get(from);
  if (held === undefined) return refused("no_such_intent", from);
  if (!doc.intents.has(to)) return refused("no_such_intent", to);
  const phrases = phrasesOf(held);
  if (from === to || !phrases.includes(phrase)) return refused("nothing_to_do", phrase);
  const left = setPhrases(
    doc,
    from,
    phrases.filter((one) => one !== phrase),
  );
  return left.ok ? addPhrases(left.value, to, [phrase]) : left;
}

/** The phrases that are not yet among the held ones, each once. */
function unlike(held: Lines, phrases: Lines): Lines {
  const seen = new Set(held.map(folded));
  return phrases.filter((phrase) => {
    const key = folded(phrase);
    if (key === "" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function folded(phrase: string): string {
  return phrase.trim().toLowerCase();
}
