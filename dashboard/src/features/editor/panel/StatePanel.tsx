import { Alert, Divider, Stack } from "@mantine/core";
import { type Json, isObject } from "@/flow/document";
import { type State, readState } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDoc, useEditing } from "../store/context";
import { ButtonsField } from "./ButtonsField";
import { ChoicePanel } from "./ChoicePanel";
import { IntentField } from "./IntentField";
import { MediaField } from "./MediaField";
import { MessageField } from "./MessageField";
import { MissingState } from "./MissingState";
import { NextField } from "./NextField";
import { PanelHeader } from "./PanelHeader";
import { RawField } from "./RawField";
import { StateFindings } from "./StateFindings";
import { TriggerField } from "./TriggerField";
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
  if (raw === undefined) return <MissingState name={name} onSelect={onSelect} />;
  const state = readState(raw);
  return (
    <Stack gap="md" key={name}>
      <PanelHeader name={name} kind={state.kind} onSelect={onSelect} />
      {/* What may not be changed is shown all the same. */}
      <fieldset disabled={readOnly} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack gap="md">
          {state.kind === "choice" ? (
            <ChoicePanel name={name} state={state} onSelect={onSelect} />
          ) : (
            <>
              <MessageField name={name} variations={state.variations} />
              <Divider />
              <ButtonsField name={name} state={state} onSelect={onSelect} />
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
          {hasNoFields(raw, state) && <RawField name={name} raw={raw} />}
        </Stack>
      </fieldset>
      {/* Below the fields: what comes and goes while somebody types must not move them. */}
      <StateFindings name={name} />
      <Divider />
      <IntentField name={name} />
      <TriggerField name={name} />
    </Stack>
  );
}

/** Whether a state is written in a form of its own, which an edit of its fields would keep. */
function hasNoFields(raw: Json, state: State): boolean {
  return state.form === "json" || (!isObject(raw) && typeof raw !== "string");
}
