import { Alert, Stack, Text } from "@mantine/core";
import { useFindingsByState } from "../findings";

const COLORS: Record<string, string> = { error: "red", warning: "orange", hint: "blue" };

/** What the checker says of one state. */
export function StateFindings({ name }: { name: string }) {
  const findings = useFindingsByState().get(name);
  if (findings === undefined) return null;
  return (
    <Stack gap="xs">
      {findings.map((finding) => (
        <Alert
          key={`${finding.code} ${finding.message}`}
          color={COLORS[finding.severity] ?? "gray"}
          variant="light"
          p="xs"
        >
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {finding.message} {finding.mend}
          </Text>
        </Alert>
      ))}
    </Stack>
  );
}
