import { Alert, Divider, Stack, Text } from "@mantine/core";
import { readState } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDoc, useEditing } from "../store/context";
import { ButtonsField } from "./ButtonsField";
import { ChoicePanel } from "./ChoicePanel";
import { MediaField } from "./MediaField";
import { MessageField } from "./MessageField";
import { NextField } from "./NextField";
import { PanelHeader } from "./PanelHeader";
import { RawField } from "./RawField";
import { StateFindings } from "./StateFindings";
import { ValidatorsField } from "./ValidatorsField";
import { PANEL_TEXTS } from "./texts";

export interface StatePanelProps {
  /** The state's name. */
  name: string;
  /** Go to another state. */
  onSelect: (name: string) => void;
}

/** Everything about one state, to be read and changed. */
export function StatePanel({ name, onSelect }: StatePanelProps) {
  const t = useTexts(PANEL_TEXTS);
  const { readOnly } = useEditing();
  const raw = useDoc().flows.get(name);
  if (raw === undefined) return <Text c="dimmed">{t.gone}</Text>;
  const state = readState(raw);
  return (
    <Stack gap="md" key={name}>
      <PanelHeader name={name} kind={state.kind} onSelect={onSelect} />
      <StateFindings name={name} />
      {/* What may not be changed is shown all the same. */}
      <fieldset disabled={readOnly} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack gap="md">
          {state.kind === "choice" ? (
            <ChoicePanel name={name} state={state} onSelect={onSelect} />
          ) : (
            <>
              <MessageField name={name} variations={state.variations} />
              <Divider />
              <ButtonsField name={name} buttons={state.buttons} />
              <Divider />
              <NextField name={name} next={state.next} onSelect={onSelect} />
              <Divider />
              <ValidatorsField name={name} validators={state.validators} />
              <Divider />
              <MediaField name={name} media={state.media} />
            </>
          )}
          {state.unknownKeys.length > 0 && (
            <Alert color="yellow" variant="light" p="xs">
              {t.unknownKeys(state.unknownKeys.join(", "))}
            </Alert>
          )}
          {state.form === "json" && <RawField name={name} raw={raw} />}
        </Stack>
      </fieldset>
    </Stack>
  );
}
