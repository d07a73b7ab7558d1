import {
  ActionIcon,
  Button,
  Group,
  Paper,
  Select,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { Validator } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDispatch } from "../store/context";
import { ParameterField } from "./ParameterField";
import { PANEL_TEXTS } from "./texts";
import { joined, split } from "./useVariations";
import { VALIDATOR_PARAMETERS, VALIDATOR_TYPES, isValidatorType } from "./validatorTypes";

interface ValidatorsFieldProps {
  name: string;
  validators: readonly Validator[];
}

/** What the answer to a state has to be. */
export function ValidatorsField({ name, validators }: ValidatorsFieldProps) {
  const t = useTexts(PANEL_TEXTS);
  const dispatch = useDispatch();
  const change = (next: readonly Validator[], field?: string) =>
    dispatch(
      { type: "set_validators", state: name, validators: next },
      field === undefined ? undefined : `validators ${name} ${field}`,
    );
  const add = () =>
    change([
      ...validators,
      { type: "required_field_validation", error: [], parameters: new Map() },
    ]);
  return (
    <Stack gap="xs">
      <div>
        <Title order={3} size="h6">
          {t.validation}
        </Title>
        <Text size="xs" c="dimmed">
          {t.validationAbout}
        </Text>
      </div>
      {validators.map((validator, index) => (
        <ValidatorCard
          key={index}
          number={index + 1}
          validator={validator}
          onChange={(next, field) =>
            change(validators.with(index, next), field && `${field} ${index}`)
          }
          onRemove={() => change(validators.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={add}
        style={{ alignSelf: "flex-start" }}
      >
        {t.addValidator}
      </Button>
    </Stack>
  );
}

interface ValidatorCardProps {
  number: number;
  validator: Validator;
  onChange: (validator: Validator, field?: string) => void;
  onRemove: () => void;
}

function ValidatorCard({ number, validator, onChange, onRemove }: ValidatorCardProps) {
  const t = useTexts(PANEL_TEXTS);
  const { type } = validator;
  const known = isValidatorType(type);
  const types: { value: string; label: string }[] = VALIDATOR_TYPES.map((one) => ({
    value: one,
    label: t.validators[one],
  }));
  if (!known) types.push({ value: type, label: t.unknownCheck(type) });
  return (
    <Paper withBorder p="xs">
      <Stack gap={6}>
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <Select
            size="xs"
            label={t.validatorType}
            data={types}
            value={type}
            allowDeselect={false}
            style={{ flex: 1 }}
            onChange={(value) => {
              if (value !== null && value !== type) onChange(retyped(validator, value));
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${t.removeItem}: ${t.validation} ${number}`}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
        {known &&
          VALIDATOR_PARAMETERS[type].map((parameter) => (
            <ParameterField
              key={parameter}
              name={parameter}
              value={validator.parameters.get(parameter)}
              onChange={(value) => {
                const parameters = new Map(validator.parameters);
                if (value === undefined) parameters.delete(parameter);
                else parameters.set(parameter, value);
                onChange({ ...validator, parameters }, parameter);
              }}
            />
          ))}
        <Textarea
          size="xs"
          autosize
          minRows={1}
          maxRows={6}
          label={t.errorMessage}
          value={joined(validator.error[0] ?? [])}
          onChange={(event) => {
            const lines = split(event.currentTarget.value);
            const rest = validator.error.slice(1);
            onChange(
              { ...validator, error: lines.length === 0 ? rest : [lines, ...rest] },
              "error",
            );
          }}
        />
      </Stack>
    </Paper>
  );
}

/** The same check of another type; what only the old type needed to know goes. */
function retyped(validator: Validator, type: string): Validator {
  const { type: old } = validator;
  const needed: readonly string[] = isValidatorType(type) ? VALIDATOR_PARAMETERS[type] : [];
  const former: readonly string[] = isValidatorType(old) ? VALIDATOR_PARAMETERS[old] : [];
  const parameters = new Map(
    [...validator.parameters].filter(([key]) => needed.includes(key) || !former.includes(key)),
  );
  return { ...validator, type, parameters };
}
