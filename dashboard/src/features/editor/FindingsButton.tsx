import { Badge, Button, Group, Popover, ScrollArea, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useDisclosure } from "@mantine/hooks";
import { useTexts } from "@/ui";
import { type Finding, useFindings } from "./findings";
import { useDoc, useEditing } from "./store/context";
import { TOOLBAR_TEXTS } from "./toolbarTexts";

const COLORS: Record<string, string> = { error: "red", warning: "orange", hint: "blue" };

/** How many findings there are; opens their list, each of which leads to its state. */
export function FindingsButton() {
  const t = useTexts(TOOLBAR_TEXTS);
  const [opened, { toggle, close }] = useDisclosure(false);
  const findings = useFindings();
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const fine = errors + warnings === 0;
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      width={380}
      position="bottom-end"
      trapFocus
      shadow="md"
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="light"
          color={errors > 0 ? "red" : fine ? "gray" : "orange"}
          leftSection={
            fine ? (
              <IconCircleCheck size={16} aria-hidden />
            ) : (
              <IconAlertTriangle size={16} aria-hidden />
            )
          }
          aria-label={fine ? t.noFindings : t.findings(errors, warnings)}
          aria-expanded={opened}
          onClick={toggle}
        >
          {findings.length}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Title order={2} size="h5">
            {t.findingsTitle}
          </Title>
          {findings.length === 0 && <Text size="sm">{t.noFindings}</Text>}
          <ScrollArea.Autosize mah={420} type="auto">
            <Stack gap="sm">
              {findings.map((finding, index) => (
                <FindingEntry key={index} finding={finding} onShow={close} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function FindingEntry({ finding, onShow }: { finding: Finding; onShow: () => void }) {
  const t = useTexts(TOOLBAR_TEXTS);
  const { store } = useEditing();
  const { flows } = useDoc();
  const { state, severity } = finding;
  return (
    <div>
      <Group gap="xs" mb={4}>
        <Badge size="sm" variant="light" color={COLORS[severity] ?? "gray"}>
          {severity === "error" || severity === "warning" || severity === "hint"
            ? t.severity[severity]
            : severity}
        </Badge>
        {state !== null && flows.has(state) && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t.go(state)}
            onClick={() => {
              store.select([state]);
              onShow();
            }}
          >
            {state}
          </Button>
        )}
      </Group>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {finding.message}
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {finding.mend}
      </Text>
    </div>
  );
}
