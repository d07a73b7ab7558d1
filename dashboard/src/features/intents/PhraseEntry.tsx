import { Text, TextInput } from "@mantine/core";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { useDispatch } from "@/features/editor";
import { useTexts } from "@/ui";
import { PHRASES } from "./phraseTexts";
import { linesIn, sortPhrases } from "./phrases";

interface PhraseEntryProps {
  intent: string;
  phrases: readonly string[];
  owners: ReadonlyMap<string, readonly string[]>;
}

/** Phrases as fast as somebody types: Enter adds, Backspace in the empty field takes up the last. */
export function PhraseEntry({ intent, phrases, owners }: PhraseEntryProps) {
  const t = useTexts(PHRASES);
  const dispatch = useDispatch();
  const [text, setText] = useState("");
  const [changing, setChanging] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const add = (given: readonly string[]) => {
    const { fresh, held, elsewhere } = sortPhrases(given, intent, owners);
    if (fresh.length > 0) dispatch({ type: "add_phrases", intent, phrases: fresh });
    const other = elsewhere[0];
    const many = given.length > 1;
    setSaid(
      [
        many && t.added(fresh.length),
        held[0] !== undefined && (many ? t.heldMany(held.length) : t.held(held[0])),
        other && t.elsewhere(other.phrase, other.intent),
      ]
        .filter(Boolean)
        .join(" "),
    );
  };
  const commit = () => {
    const phrase = text.trim();
    if (changing !== null && phrase !== changing) {
      const left = phrases.filter((one) => one !== changing);
      dispatch({ type: "set_phrases", intent, phrases: phrase === "" ? left : [...left, phrase] });
      setSaid("");
    } else if (phrase !== "" && changing === null) add([phrase]);
    setText("");
    setChanging(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = phrases.at(-1);
    if (event.key === "Enter") {
      event.preventDefault();
      commit();
    } else if (event.key === "Escape" && changing !== null) {
      setText("");
      setChanging(null);
    } else if (
      event.key === "Backspace" &&
      text === "" &&
      last !== undefined &&
      changing === null
    ) {
      event.preventDefault();
      setText(last);
      setChanging(last);
      setSaid("");
    }
  };
  const paste = (event: ClipboardEvent) => {
    const lines = linesIn(event.clipboardData.getData("text"));
    if (lines.length < 2) return;
    event.preventDefault();
    add(lines);
  };
  return (
    <div>
      <TextInput
        label={t.add}
        description={changing === null ? t.addHint : t.editing(changing)}
        value={text}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
        onPaste={paste}
      />
      <Text size="sm" mt={4} role="status">
        {said}
      </Text>
    </div>
  );
}
