import { MultiSelect, NumberInput, TextInput } from "@mantine/core";
import { type Json, JsonNumber, isList, numberOf } from "@/flow/document";
import { textOf } from "@/flow/states";
import { useTexts } from "@/ui";
import { PANEL_TEXTS } from "./texts";
import { type ParameterName, RESPONSE_TYPES } from "./validatorTypes";

interface ParameterFieldProps {
  name: ParameterName;
  value: Json | undefined;
  /** Undefined takes it away. */
  onChange: (value: Json | undefined) => void;
}

/** One thing that a validator needs to know. */
export function ParameterField({ name, value, onChange }: ParameterFieldProps) {
  const t = useTexts(PANEL_TEXTS);
  const label = t.parameters[name];
  switch (name) {
    case "min_length":
    case "max_length":
      return (
        <NumberInput
          size="xs"
          label={label}
          min={0}
          allowDecimal={false}
          value={value instanceof JsonNumber ? value.value : textOf(value)}
          onChange={(next) => onChange(typeof next === "number" ? numberOf(next) : undefined)}
        />
      );
    case "response_type":
      return (
        <MultiSelect
          size="xs"
          label={label}
          data={RESPONSE_TYPES}
          value={isList(value) ? value.map(textOf) : value === undefined ? [] : [textOf(value)]}
          onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        />
      );
    default:
      return (
        <TextInput
          size="xs"
          label={label}
          value={textOf(value)}
          onChange={(event) => {
            const next = event.currentTarget.value;
            onChange(next === "" ? undefined : next);
          }}
        />
      );
  }
}
