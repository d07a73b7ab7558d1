import { Button, Group, Input, PasswordInput, Text } from "@mantine/core";
import { useTexts } from "@/ui";
import { FORM } from "./texts";

interface TokenFieldProps {
  /** `null` leaves the token as it is. */
  value: string | null;
  /** Whether there is one already. */
  has: boolean;
  error?: string | undefined;
  disabled: boolean;
  onChange: (token: string | null) => void;
}

/** The query token: what is there is never shown, only replaced or removed. */
export function TokenField({ value, has, error, disabled, onChange }: TokenFieldProps) {
  const t = useTexts(FORM);
  if (value === null)
    return (
      <Input.Wrapper label={t.token} description={t.tokenAbout} labelElement="div">
        <Group gap="xs" mt={6}>
          <Text size="sm">{t.tokenKept}</Text>
          <Button size="xs" variant="default" disabled={disabled} onClick={() => onChange("")}>
            {t.tokenReplace}
          </Button>
        </Group>
      </Input.Wrapper>
    );
  return (
    <Group align="flex-end" gap="xs">
      <PasswordInput
        style={{ flex: 1 }}
        label={t.token}
        description={has && value === "" ? t.tokenEmpty : t.tokenAbout}
        value={value}
        error={error}
        disabled={disabled}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {has && (
        <Button variant="default" onClick={() => onChange(null)}>
          {t.tokenKeep}
        </Button>
      )}
    </Group>
  );
}
