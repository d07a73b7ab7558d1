import type { Diagnostic } from "@codemirror/lint";
import { useMemo } from "react";
import { useTexts } from "@/ui";
import { useFindings } from "../findings";
import { marksOf } from "./places";
import type { CodeSession } from "./session";
import { CODE_TEXTS } from "./texts";

/** What is wrong, at its line: why the text can't be read, else what the checker says. */
export function useDiagnostics({ read, error }: CodeSession): readonly Diagnostic[] | null {
  const t = useTexts(CODE_TEXTS);
  const findings = useFindings();
  return useMemo(() => {
    if (error !== null) {
      const message = t.problem[error.problem](error.detail);
      return [{ from: error.offset, to: error.offset + 1, severity: "error", message }];
    }
    // What was typed last is not read yet; what is shown stays.
    if (read === null) return null;
    const twice = read.twice.map(({ key, offset }): Diagnostic => {
      return { from: offset, to: offset + key.length, severity: "warning", message: t.twice(key) };
    });
    return [...twice, ...marksOf(read, findings)];
  }, [read, error, findings, t]);
}
