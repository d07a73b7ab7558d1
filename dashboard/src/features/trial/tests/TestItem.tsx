import { Accordion, ActionIcon, Group, Menu, Stack, Text, ThemeIcon } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconDots, IconMinus, IconPencil, IconTrash, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "@/api";
import { ErrorNotice, confirm, useTexts } from "@/ui";
import { RenameDialog } from "./RenameDialog";
import { StepView } from "./StepView";
import { useDeleteTest } from "./changes";
import type { ConversationTest, TestResult } from "./queries";
import { TESTS } from "./texts";

interface TestItemProps {
  botId: number;
  test: ConversationTest;
  result: TestResult | null;
}

/** One test: how it went, and opened, step by step. */
export function TestItem({ botId, test, result }: TestItemProps) {
  const t = useTexts(TESTS);
  const mayChange = useMay("editor");
  const about = [
    t.steps(test.steps.length),
    ...(test.start.state ? [t.beginsAt(test.start.state)] : []),
  ].join(" · ");
  return (
    <Accordion.Item value={test.id}>
      <Group gap={0} wrap="nowrap">
        <Accordion.Control icon={<Sign result={result} />}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {test.name}
          </Text>
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        </Accordion.Control>
        {mayChange && <Actions botId={botId} test={test} />}
      </Group>
      <Accordion.Panel>
        <Stack gap="sm">
          {result !== null && result.problem !== "" && (
            <Text size="sm" c="red">
              {test.start.state ? t.problemStart(test.start.state) : result.problem}
            </Text>
          )}
          <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: "none" }}>
            {test.steps.map((step, place) => (
              <StepView
                key={place}
                botId={botId}
                test={test}
                place={place}
                step={step}
                result={result?.steps[place] ?? null}
              />
            ))}
          </Stack>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Sign({ result }: { result: TestResult | null }) {
  const t = useTexts(TESTS);
  const [color, Icon, label] =
    result === null
      ? (["gray", IconMinus, t.unknown] as const)
      : result.passed
        ? (["kauli", IconCheck, t.passed] as const)
        : (["red", IconX, t.failed] as const);
  return (
    <ThemeIcon color={color} variant="light" radius="xl" size="md" role="img" aria-label={label}>
      <Icon size={16} aria-hidden />
    </ThemeIcon>
  );
}

function Actions({ botId, test }: { botId: number; test: ConversationTest }) {
  const t = useTexts(TESTS);
  const [renaming, setRenaming] = useState(false);
  const deleting = useMutation(useDeleteTest(botId));
  const ask = async () => {
    const sure = await confirm({
      title: t.removeTitle(test.name),
      children: t.removeAbout,
      confirm: t.remove,
      cancel: t.cancel,
    });
    if (!sure) return;
    deleting.mutate(test.id, {
      onSuccess: () => notifications.show({ message: t.removed(test.name) }),
      onError: (error) =>
        notifications.show({ color: "red", message: <ErrorNotice error={error} /> }),
    });
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            mx="xs"
            aria-label={t.actions(test.name)}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => setRenaming(true)}
          >
            {t.rename}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => void ask()}
          >
            {t.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {renaming && <RenameDialog botId={botId} test={test} onClose={() => setRenaming(false)} />}
    </>
  );
}
