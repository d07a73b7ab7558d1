import { ActionIcon, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useRef } from "react";
import type { Lines } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDispatch } from "../store/context";
import { VariableMenu } from "./VariableMenu";
import { PANEL_TEXTS } from "./texts";
import { useVariations } from "./useVariations";

/** What a state says, in its variations. */
export function MessageField({ name, variations }: { name: string; variations: readonly Lines[] }) {
  const t = useTexts(PANEL_TEXTS);
  const dispatch = useDispatch();
  const [texts, change] = useVariations(variations, (next) =>
    dispatch({ type: "set_variations", state: name, variations: next }, `message ${name}`),
  );
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {t.textComponent}
      </Title>
      {texts.length > 1 && (
        <Text size="xs" c="dimmed">
          {t.variationsAbout}
        </Text>
      )}
      {texts.map((text, index) => (
        <Variation
          key={index}
          state={name}
          text={text}
          number={texts.length > 1 ? index + 1 : null}
          onChange={(next) => change(texts.with(index, next))}
          onRemove={() => change(texts.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => change([...texts, ""])}
        style={{ alignSelf: "flex-start" }}
      >
        {t.addVariation}
      </Button>
    </Stack>
  );
}

interface VariationProps {
  state: string;
  text: string;
  /** Among several; null for the only one. */
  number: number | null;
  onChange: (text: string) => void;
  onRemove: () => void;
}

function Variation({ state, text, number, onChange, onRemove }: VariationProps) {
  const t = useTexts(PANEL_TEXTS);
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (variable: string) => {
    const at = area.current?.selectionStart ?? text.length;
    onChange(text.slice(0, at) + variable + text.slice(area.current?.selectionEnd ?? at));
    area.current?.focus();
  };
  return (
    <div>
      <Textarea
        ref={area}
        autosize
        minRows={2}
        maxRows={14}
        label={number === null ? t.message : t.variation(number)}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group justify="space-between" mt={4}>
        <VariableMenu state={state} onPick={insert} />
        {number !== null && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t.removeVariation(number)}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
    </div>
  );
}
