import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import {
  HighlightStyle,
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  Transaction,
} from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { BotDoc, SourceFormat } from "@/flow/document";
import classes from "./CodeView.module.css";
import { suggestionsAt } from "./suggestions";

/** Marks a change that nobody typed here. */
const fromElsewhere = Annotation.define<true>();

const language = new Compartment();
const label = new Compartment();

export interface CodeOptions {
  readonly text: string;
  readonly readOnly: boolean;
  readonly format: () => SourceFormat;
  readonly doc: () => BotDoc;
  readonly onType: (text: string) => void;
  /** The cursor was moved by hand. */
  readonly onMove: (offset: number) => void;
}

export function startState(options: CodeOptions): EditorState {
  const { readOnly, onType, onMove } = options;
  return EditorState.create({
    doc: options.text,
    extensions: [
      lineNumbers(),
      foldGutter(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      drawSelection(),
      history(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      search({ top: true }),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
        ...completionKeymap,
        ...lintKeymap,
        indentWithTab,
      ]),
      indentUnit.of("  "),
      language.of([]),
      label.of([]),
      EditorState.readOnly.of(readOnly),
      EditorView.lineWrapping,
      lintGutter(),
      syntaxHighlighting(COLOURS),
      suggestions(options),
      EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions }) => {
        const ours = transactions.every((one) => one.annotation(fromElsewhere) === undefined);
        if (docChanged && ours) onType(state.doc.toString());
        else if (selectionSet && ours) onMove(state.selection.main.head);
      }),
    ],
  });
}

/** Show another text, with as little disturbance as can be. */
export function replaceText(
  view: EditorView,
  change: { from: number; to: number; insert: string },
): void {
  view.dispatch({
    changes: change,
    annotations: [fromElsewhere.of(true), Transaction.addToHistory.of(false)],
  });
}

/** Put the cursor somewhere and bring it into view. */
export function goTo(view: EditorView, offset: number): void {
  const at = Math.min(offset, view.state.doc.length);
  view.dispatch({
    selection: { anchor: at },
    effects: EditorView.scrollIntoView(at, { y: "start", yMargin: 40 }),
    annotations: fromElsewhere.of(true),
  });
}

export function setLanguage(view: EditorView, format: SourceFormat): void {
  view.dispatch({ effects: language.reconfigure(format === "json" ? json() : yaml()) });
}

/** What a screen reader says of the editor, and the words of its own panels. */
export function setWords(
  view: EditorView,
  name: string,
  describedBy: string,
  phrases: Readonly<Record<string, string>>,
): void {
  const attributes = { "aria-label": name, "aria-describedby": describedBy };
  const words = [EditorView.contentAttributes.of(attributes), EditorState.phrases.of(phrases)];
  view.dispatch({ effects: label.reconfigure(words) });
}

function suggestions({ format, doc }: CodeOptions): Extension {
  return autocompletion({
    override: [
      (context) => {
        const text = context.state.doc.toString();
        const found = suggestionsAt(text, context.pos, format(), doc());
        if (
          !found ||
          (!context.explicit && found.from === context.pos && !opens(text, found.from))
        ) {
          return null;
        }
        return {
          from: found.from,
          options: found.options.map((one) => ({
            label: one.label,
            apply: one.insert,
            type: TYPES[one.kind],
          })),
        };
      },
    ],
  });
}

/** Whether something is expected right there: behind a colon, a quote, or double braces. */
function opens(text: string, at: number): boolean {
  return /(?::\s|["']|\{\{)$/.test(text.slice(Math.max(0, at - 2), at));
}

const TYPES = {
  state: "class",
  intent: "event",
  choice: "enum",
  key: "property",
  validator: "function",
};

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: classes.key ?? "" },
  { tag: [tags.string, tags.special(tags.string), tags.content], class: classes.text ?? "" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword, tags.atom], class: classes.value ?? "" },
  { tag: tags.comment, class: classes.note ?? "" },
]);
