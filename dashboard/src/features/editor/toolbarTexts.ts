import { defineTexts, plural } from "@/ui";

/** The texts of the editor's own bar. */
export const TOOLBAR_TEXTS = defineTexts({
  en: {
    title: "Flow",
    view: "View",
    canvas: "Canvas",
    list: "List",
    code: "Code",
    undo: "Undo (Ctrl+Z)",
    redo: "Redo (Ctrl+Shift+Z)",
    findings: (errors: number, warnings: number) =>
      `${plural(errors, "error", "errors")}, ${plural(warnings, "warning", "warnings")}`,
    noFindings: "The checker finds nothing wrong",
    findingsTitle: "What the checker says",
    severity: { error: "Error", warning: "Warning", hint: "Hint" },
    go: (state: string) => `Show ${state}`,
  },
  sw: {
    title: "Mtiririko",
    view: "Mwonekano",
    canvas: "Ubao",
    list: "Orodha",
    code: "Msimbo",
    undo: "Tengua (Ctrl+Z)",
    redo: "Rudia (Ctrl+Shift+Z)",
    findings: (errors: number, warnings: number) => `Makosa ${errors}, maonyo ${warnings}`,
    noFindings: "Mkaguzi haoni kosa lolote",
    findingsTitle: "Mkaguzi anasema",
    severity: { error: "Kosa", warning: "Onyo", hint: "Dokezo" },
    go: (state: string) => `Onyesha ${state}`,
  },
});
