import { ApiError, problemOf } from "@/api";
import { useTexts } from "@/ui";
import { TEXTS } from "./texts";

/** What the server refused, in the language of the interface where these pages know the fault. */
export function useFaults(meaning: Readonly<Record<string, string>> = {}) {
  const t = useTexts(TEXTS);
  const known = new Map(Object.entries({ ...t.faults, ...meaning }));
  const sentence = (error: unknown) =>
    error instanceof ApiError ? known.get(error.code) : undefined;
  return {
    /** An error to show: its sentence in our words, or as it came. */
    explained: (error: unknown) => {
      const text = sentence(error);
      return text === undefined ? error : new Error(text);
    },
    /** What is wrong with a field, if the error is about it. */
    ofField: (error: unknown, field: string) => {
      const problem = problemOf(error, field);
      return problem === undefined ? undefined : (sentence(error) ?? problem);
    },
  };
}

/** Whether an error is told beside one of the fields. */
export function isAboutField(error: unknown, fields: readonly string[]): boolean {
  return fields.some((field) => problemOf(error, field) !== undefined);
}
