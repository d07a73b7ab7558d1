export type IntentTab = "phrases" | "missed" | "try";
const TABS: readonly IntentTab[] = ["phrases", "missed", "try"];

/** What of the page is shown, as it stands in the address. */
export interface IntentSearch {
  tab?: IntentTab;
  intent?: string;
}

/** Read it out of an address. */
export function readIntentSearch(search: Record<string, unknown>): IntentSearch {
  const tab = TABS.find((one) => one === search.tab);
  const intent = typeof search.intent === "number" ? String(search.intent) : search.intent;
  return { ...(tab && { tab }), ...(typeof intent === "string" && { intent }) };
}
