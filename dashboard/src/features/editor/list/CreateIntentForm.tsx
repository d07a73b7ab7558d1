import { Button, Group, Stack, TextInput, Textarea } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { type Operation, intentNameError, tidyName } from "@/flow/operations";
import { useTexts } from "@/ui";
import { useDispatch, useDoc } from "../store/context";
import { TEXTS } from "../texts";
import { PANEL_TEXTS } from "../panel/texts";
import { LIST_TEXTS } from "./texts";

interface CreateIntentFormProps {
  onSaved: (name: string) => void;
  onCancel: () => void;
}

/** A new intent, with what it answers: the state of its name. */
export function CreateIntentForm({ onSaved, onCancel }: CreateIntentFormProps) {
  const t = useTexts(LIST_TEXTS);
  const panel = useTexts(PANEL_TEXTS);
  const { problems } = useTexts(TEXTS);
  const doc = useDoc();
  const dispatch = useDispatch();
  const [name, setName] = useState("");
  const [phrases, setPhrases] = useState("");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const tidy = tidyName(name);
  const error = intentNameError(doc, tidy);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (error !== null) return;
    const lines = phrases.split("\n").filter((line) => line.trim() !== "");
    const operations: Operation[] = [{ type: "create_intent", name: tidy, phrases: lines }];
    if (!doc.flows.has(tidy)) {
      operations.push({ type: "create_state", name: tidy, kind: "text", text });
    }
    if (dispatch({ type: "together", operations })) onSaved(tidy);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          data-autofocus
          required
          label={t.intentName}
          description={t.intentNameAbout}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={
            error !== null && (tried || error.problem !== "name_empty")
              ? problems[error.problem](error.name)
              : null
          }
        />
        <Textarea
          autosize
          minRows={3}
          maxRows={10}
          label={t.phrases}
          description={t.phrasesAbout}
          value={phrases}
          onChange={(event) => setPhrases(event.currentTarget.value)}
        />
        <Textarea
          autosize
          minRows={2}
          maxRows={8}
          label={panel.message}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t.cancel}
          </Button>
          <Button type="submit">{t.save}</Button>
        </Group>
      </Stack>
    </form>
  );
}
