/** What a bot has that nobody described yet. */
const UNWRITTEN = "PUT DESCRIPTION HERE";

/** What somebody wrote about a bot; empty where nobody did. */
export function descriptionOf(bot: { description: string }): string {
  return bot.description === UNWRITTEN ? "" : bot.description.trim();
}

/** The first letter of a name as people see it, which an emoji of several parts is, too. */
export function initialOf(name: string): string {
  const first = new Intl.Segmenter().segment(name.trim())[Symbol.iterator]().next().value;
  return first === undefined ? "?" : first.segment.toLocaleUpperCase();
}

const MOST_TYPED = 30;

/** What is to be typed before a bot is deleted: its name, or the beginning of a long one. */
export function proofOf(name: string): string {
  const letters = [...new Intl.Segmenter().segment(plain(name))].map(({ segment }) => segment);
  return letters.slice(0, MOST_TYPED).join("").trim();
}

/** Whether it was typed; case and space do not matter. */
export function isProof(typed: string, name: string): boolean {
  return plain(typed).toLocaleLowerCase() === proofOf(name).toLocaleLowerCase();
}

function plain(text: string): string {
  return text.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

/** A name for a file, made from a bot's. */
export function fileNameOf(name: string): string {
  const plainName = name.replaceAll(/[\p{C}\\/:*?"<>|]/gu, " ").replaceAll(/\s+/g, " ");
  return plainName.trim().slice(0, 60).trim() || "bot";
}
