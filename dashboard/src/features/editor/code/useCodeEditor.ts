import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { goTo, replaceText, setWords, setLanguage, startState } from "./extensions";
import type { CodeController } from "./controller";
import { difference, type CodeSession } from "./session";

interface Options {
  readonly controller: CodeController;
  readonly session: CodeSession;
  readonly readOnly: boolean;
  readonly label: string;
  readonly hintId: string;
  /** The words of the editor's own panels, by the English ones. */
  readonly phrases: Readonly<Record<string, string>>;
  /** What is to be shown at its line; null for what is shown already. */
  readonly diagnostics: readonly Diagnostic[] | null;
  readonly onMove: (offset: number) => void;
}

/** An editor in the element of the reference, in step with the session. */
export function useCodeEditor(
  host: RefObject<HTMLDivElement | null>,
  { controller, session, readOnly, label, hintId, phrases, diagnostics, onMove }: Options,
): { readonly goTo: (offset: number) => void } {
  const view = useRef<EditorView | null>(null);
  const moved = useEffectEvent(onMove);
  useEffect(() => {
    if (host.current === null) return undefined;
    const editor = new EditorView({
      parent: host.current,
      state: startState({
        text: controller.get().text,
        readOnly,
        format: () => controller.get().format,
        doc: () => controller.get().base,
        onType: (text) => controller.type(text),
        onMove: (offset) => moved(offset),
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [host, controller, readOnly]);
  const { text, format } = session;
  useEffect(() => {
    if (view.current === null) return;
    const change = difference(view.current.state.doc.toString(), text);
    if (change !== null) replaceText(view.current, change);
  }, [text, readOnly, controller]);
  useEffect(() => {
    if (view.current !== null) setLanguage(view.current, format);
  }, [format, readOnly, controller]);
  useEffect(() => {
    if (view.current !== null) setWords(view.current, label, hintId, phrases);
  }, [label, hintId, phrases, readOnly, controller]);
  useEffect(() => {
    if (view.current === null || diagnostics === null) return;
    const { state } = view.current;
    const most = state.doc.length;
    const within = diagnostics.map((one) => ({
      ...one,
      from: Math.min(one.from, most),
      to: Math.min(one.to, most),
    }));
    view.current.dispatch(setDiagnostics(state, within));
  }, [diagnostics, readOnly, controller]);
  return {
    goTo: (offset) => {
      if (view.current !== null) goTo(view.current, offset);
    },
  };
}
