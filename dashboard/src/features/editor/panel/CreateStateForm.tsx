import {
  Button,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  Textarea,
} from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { stateNameError, tidyName } from "@/flow/operations";
import { MEDIA_KINDS, type Button as FlowButton, type MediaKind, type Medium } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDoc } from "../store/context";
import { TEXTS } from "../texts";
import { PANEL_TEXTS } from "./texts";

/** A state to be made. */
export interface NewState {
  readonly name: string;
  readonly kind: "text" | "interactive" | "media";
  readonly text?: string;
  readonly buttons?: readonly FlowButton[];
  readonly media?: readonly Medium[];
}

interface CreateStateFormProps {
  suggested?: string;
  onSave: (state: NewState) => void;
  onCancel: () => void;
}

const KINDS = ["text", "interactive", "media"] as const;

/** A name, a component, its content: a new state. */
export function CreateStateForm({ suggested = "", onSave, onCancel }: CreateStateFormProps) {
  const t = useTexts(PANEL_TEXTS);
  const { problems } = useTexts(TEXTS);
  const doc = useDoc();
  const [name, setName] = useState(suggested);
  const [kind, setKind] = useState<NewState["kind"]>("text");
  const [text, setText] = useState("");
  const [titles, setTitles] = useState("");
  const [mediaKind, setMediaKind] = useState<MediaKind>("images");
  const [link, setLink] = useState("");
  const [tried, setTried] = useState(false);
  const tidy = tidyName(name);
  const error = stateNameError(doc, tidy);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    // The form may lie inside of another one.
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (error !== null) return;
    if (kind === "text") onSave({ name: tidy, kind, text });
    else if (kind === "interactive") onSave({ name: tidy, kind, text, buttons: buttonsOf(titles) });
    else onSave({ name: tidy, kind, media: [{ kind: mediaKind, link, caption: text }] });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          data-autofocus
          required
          label={t.stateName}
          placeholder={t.stateNamePlaceholder}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={
            error !== null && (tried || error.problem !== "name_empty")
              ? problems[error.problem](error.name)
              : null
          }
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="component-label">
            {t.component}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="component-label"
            value={kind}
            onChange={(value) => setKind(KINDS.find((one) => one === value) ?? "text")}
            data={[
              { value: "text", label: t.textComponent },
              { value: "interactive", label: t.buttonsComponent },
              { value: "media", label: t.mediaComponent },
            ]}
          />
        </div>
        {kind === "media" && (
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <Select
              label={t.mediaType}
              w={130}
              data={MEDIA_KINDS.map((one) => ({ value: one, label: t.mediaKind[one] }))}
              value={mediaKind}
              allowDeselect={false}
              onChange={(value) =>
                setMediaKind(MEDIA_KINDS.find((one) => one === value) ?? "images")
              }
            />
            <TextInput
              label={t.link}
              type="url"
              placeholder="https://"
              value={link}
              onChange={(event) => setLink(event.currentTarget.value)}
              style={{ flex: 1 }}
            />
          </Group>
        )}
        <Textarea
          autosize
          minRows={3}
          maxRows={10}
          label={kind === "media" ? t.caption : t.message}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {kind === "interactive" && (
          <Textarea
            autosize
            minRows={2}
            label={t.buttons}
            description={t.buttonLines}
            value={titles}
            onChange={(event) => setTitles(event.currentTarget.value)}
          />
        )}
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

function buttonsOf(titles: string): readonly FlowButton[] {
  const lines = titles.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .map((title, index) => ({ id: String(index + 1), title }));
}
