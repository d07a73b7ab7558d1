import { createContext, use } from "react";

/** The languages of the interface. */
export const LANGUAGES = { en: "English", sw: "Kiswahili" } as const;
export type Language = keyof typeof LANGUAGES;

type Text = string | ((...values: never[]) => string);
interface Texts {
  [name: string]: Text | Texts;
}

/** The same names and values, whatever the words. */
type Same<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Same<T[K]>;
};

/** A feature's texts: the English ones say which there are, the Swahili ones must have them all. */
export function defineTexts<T extends Texts>(texts: {
  en: T;
  sw: Same<T>;
}): Record<Language, Same<T>>;
export function defineTexts(texts: Record<Language, Texts>): Record<Language, Texts> {
  return texts;
}

export const LanguageContext = createContext<{
  language: Language;
  setLanguage: (language: Language) => void;
}>({
  language: "en",
  setLanguage: () => undefined,
});

/** The language of the interface. */
export function useLanguage(): Language {
  return use(LanguageContext).language;
}

/** A feature's texts in the language of the interface: `t.title`, `t.count(3)`. */
export function useTexts<T>(texts: Record<Language, T>): T {
  return texts[useLanguage()];
}

/** `one` or `many` with its number, by English grammar; Swahili texts mostly need neither. */
export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
