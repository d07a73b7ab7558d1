import { defineTexts, plural } from "@/ui";

/** What the parts of the Versions page share. */
export const TEXTS = defineTexts({
  en: {
    version: (number: number) => `Version ${number}`,
    draft: "Draft",
    cancel: "Cancel",
    compare: "Compare",
    same: "Nothing differs.",
    reordered: "Some states or intents stand in another order; nothing is said differently for it.",
    written: "It is only written differently; it says and does the same.",
    states: "States",
    intents: "Intents",
    added: "new",
    removed: "removed",
    changed: "changed",
    renamed: (from: string) => `was called ${from}`,
    was: "Before",
    is: "Now",
    more: (count: number) => `and ${plural(count, "more", "more")}`,
    parts: {
      message: "Message",
      buttons: "Buttons",
      media: "Media",
      validators: "Response validation",
      choices: "Choices",
      fallback: "Fallback message",
      next: "Next state",
      other: "Other",
    },
    phrases: "Phrases",
    summary: (states: number, intents: number) =>
      [
        states > 0 ? plural(states, "state", "states") : "",
        intents > 0 ? plural(intents, "intent", "intents") : "",
      ]
        .filter((part) => part !== "")
        .join(" and "),
  },
  sw: {
    version: (number: number) => `Toleo la ${number}`,
    draft: "Rasimu",
    cancel: "Ghairi",
    compare: "Linganisha",
    same: "Hakuna tofauti.",
    reordered: "Baadhi ya hatua au nia ziko kwa mpangilio mwingine; hakuna kinachosemwa tofauti.",
    written: "Imeandikwa tofauti tu; inasema na kufanya yale yale.",
    states: "Hatua",
    intents: "Nia",
    added: "mpya",
    removed: "imeondolewa",
    changed: "imebadilika",
    renamed: (from: string) => `iliitwa ${from}`,
    was: "Kabla",
    is: "Sasa",
    more: (count: number) => `na ${count} zaidi`,
    parts: {
      message: "Ujumbe",
      buttons: "Vitufe",
      media: "Picha na faili",
      validators: "Ukaguzi wa majibu",
      choices: "Machaguo",
      fallback: "Ujumbe wa akiba",
      next: "Hatua inayofuata",
      other: "Mengine",
    },
    phrases: "Misemo",
    summary: (states: number, intents: number) =>
      [states > 0 ? `hatua ${states}` : "", intents > 0 ? `nia ${intents}` : ""]
        .filter((part) => part !== "")
        .join(" na "),
  },
});
