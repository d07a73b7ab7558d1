import { ActionIcon, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useLayoutEffect, useRef } from "react";
import type { Lines } from "@/flow/states";
import { useTexts } from "@/ui";
import { VariableMenu } from "./VariableMenu";
import { PANEL_TEXTS } from "./texts";
import { useVariations } from "./useVariations";

interface VariationsFieldProps {
  /** The state that says it. */
  name: string;
  label: string;
  about?: string;
  variations: readonly Lines[];
  onChange: (variations: readonly Lines[]) => void;
}

/** A text in its variations, with variables to put in. */
export function VariationsField({
  name,
  label,
  about,
  variations,
  onChange,
}: VariationsFieldProps) {
  const t = useTexts(PANEL_TEXTS);
  const [texts, change] = useVariations(variations, onChange);
  const several = texts.length > 1;
  return (
    <Stack gap="xs">
      {several && (
        <Text size="xs" c="dimmed">
          {t.variationsAbout}
        </Text>
      )}
      {texts.map((text, index) => (
        <Variation
          key={index}
          state={name}
          text={text}
          label={several ? `${label}, ${t.variation(index + 1)}` : label}
          about={index === 0 ? about : undefined}
          onChange={(next) => change(texts.with(index, next))}
          remove={
            several
              ? { label: t.removeVariation(index + 1), go: () => change(texts.toSpliced(index, 1)) }
              : null
          }
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
  label: string;
  about: string | undefined;
  onChange: (text: string) => void;
  remove: { label: string; go: () => void } | null;
}

function Variation({ state, text, label, about, onChange, remove }: VariationProps) {
  const { area, remember, insert } = useInsertion(text, onChange);
  return (
    <div>
      <Textarea
        ref={area}
        autosize
        minRows={2}
        maxRows={14}
        label={label}
        description={about}
        value={text}
        onSelect={remember}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group justify="space-between" mt={4}>
        <VariableMenu state={state} onPick={insert} />
        {remove !== null && (
          <ActionIcon variant="subtle" color="gray" aria-label={remove.label} onClick={remove.go}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
    </div>
  );
}

/** Puts something in where somebody was typing, and lets them go on behind it. */
function useInsertion(text: string, onChange: (text: string) => void) {
  const area = useRef<HTMLTextAreaElement>(null);
  const last = useRef<readonly [number, number] | null>(null);
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);
  return {
    area,
    remember: () => {
      if (area.current) last.current = [area.current.selectionStart, area.current.selectionEnd];
    },
    insert: (piece: string) => {
      const [from, to] = last.current ?? [text.length, text.length];
      caret.current = from + piece.length;
      onChange(text.slice(0, from) + piece + text.slice(to));
      area.current?.focus();
    },
  };
}
