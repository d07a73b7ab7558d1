import { defineTexts, useTexts } from "./texts";

const TEXTS = defineTexts({
  en: {
    unreachable:
      "The server could not be reached. Check the connection; what you typed is still here.",
    unknown: "Something went wrong.",
  },
  sw: {
    unreachable: "Seva haipatikani. Angalia mtandao wako; ulichoandika bado kipo hapa.",
    unknown: "Kuna hitilafu imetokea.",
  },
});

/** An error as a sentence: the server's own, or ours where there was no server. */
export function useDescribe(): (error: unknown) => string {
  const t = useTexts(TEXTS);
  return (error) => {
    if (!(error instanceof Error)) return t.unknown;
    const unreachable = "unreachable" in error && error.unreachable === true;
    return unreachable ? t.unreachable : error.message || t.unknown;
  };
}
