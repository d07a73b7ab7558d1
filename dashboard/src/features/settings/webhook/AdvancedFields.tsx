import { NumberInput, Radio, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { ApiError, problemOf } from "@/api";
import { useTexts } from "@/ui";
import { HeaderFields } from "./HeaderFields";
import type { EndpointDraft } from "./endpoint";
import { type Schedule, pausesOf } from "./schedule";
import { FORM } from "./texts";

interface AdvancedFieldsProps {
  value: EndpointDraft;
  error: unknown;
  disabled: boolean;
  onChange: (part: Partial<EndpointDraft>) => void;
}

const KINDS = ["usual", "once", "own"] as const;
const numberOf = (value: number | string): number | "" => (typeof value === "number" ? value : "");

/** How an endpoint is sent to: what most people leave as it is. */
export function AdvancedFields({ value, error, disabled, onChange }: AdvancedFieldsProps) {
  const t = useTexts(FORM);
  return (
    <Stack gap="md">
      <Select
        label={t.shape}
        data={[
          { value: "flat", label: t.shapes.flat },
          { value: "envelope", label: t.shapes.envelope },
        ]}
        value={value.shape}
        error={problemOf(error, "shape")}
        disabled={disabled}
        allowDeselect={false}
        onChange={(shape) => onChange({ shape: shape === "envelope" ? "envelope" : "flat" })}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NumberInput
          label={t.timeout}
          description={t.timeoutAbout}
          value={value.timeout}
          min={0}
          error={problemOf(error, "timeout")}
          disabled={disabled}
          onChange={(timeout) => onChange({ timeout: numberOf(timeout) })}
        />
        <NumberInput
          label={t.rateLimit}
          description={t.rateLimitAbout}
          value={value.rateLimit}
          min={0}
          allowDecimal={false}
          error={problemOf(error, "rate_limit")}
          disabled={disabled}
          onChange={(rateLimit) => onChange({ rateLimit: numberOf(rateLimit) })}
        />
        <NumberInput
          label={t.concurrency}
          description={t.concurrencyAbout}
          value={value.concurrency}
          min={0}
          allowDecimal={false}
          error={problemOf(error, "concurrency")}
          disabled={disabled}
          onChange={(concurrency) => onChange({ concurrency: numberOf(concurrency) })}
        />
      </SimpleGrid>
      <ScheduleFields
        value={value.schedule}
        error={problemOf(error, "schedule")}
        disabled={disabled}
        onChange={(schedule) => onChange({ schedule })}
      />
      <HeaderFields
        value={value.headers}
        errors={headerFaults(error)}
        disabled={disabled}
        onChange={(headers) => onChange({ headers })}
      />
    </Stack>
  );
}

interface ScheduleFieldsProps {
  value: Schedule;
  error: string | undefined;
  disabled: boolean;
  onChange: (schedule: Schedule) => void;
}

function ScheduleFields({ value, error, disabled, onChange }: ScheduleFieldsProps) {
  const t = useTexts(FORM);
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t.schedule}
        value={value.kind}
        onChange={(picked) => {
          const kind = KINDS.find((one) => one === picked);
          if (kind) onChange({ ...value, kind });
        }}
      >
        <Stack gap={6} mt={6}>
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} label={t.schedules[kind]} disabled={disabled} />
          ))}
        </Stack>
      </Radio.Group>
      {value.kind === "own" && (
        <TextInput
          label={t.pauses}
          description={t.pausesAbout}
          value={value.text}
          disabled={disabled}
          error={
            error ??
            (value.text !== "" && pausesOf(value) === undefined ? t.pausesWrong : undefined)
          }
          onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}

function headerFaults(error: unknown): string[] {
  if (!(error instanceof ApiError)) return [];
  return error.problems
    .filter(({ where }) => where[1] === "headers")
    .map(({ where, message }) =>
      where.length > 2 ? `${where.at(-1) ?? ""}: ${message}` : message,
    );
}
