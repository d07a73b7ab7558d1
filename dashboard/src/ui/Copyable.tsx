import { ActionIcon, Code, CopyButton, Group, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { defineTexts, useTexts } from "./texts";

const TEXTS = defineTexts({
  en: { copy: "Copy", copied: "Copied" },
  sw: { copy: "Nakili", copied: "Imenakiliwa" },
});

/** Something to take away, with a button for it. */
export function Copyable({ value, label }: { value: string; label: string }) {
  const t = useTexts(TEXTS);
  return (
    <Group gap="xs" wrap="nowrap">
      <Code
        block
        style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
        aria-label={label}
      >
        {value}
      </Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t.copied : t.copy}>
            <ActionIcon
              size="lg"
              variant="light"
              onClick={copy}
              aria-label={`${copied ? t.copied : t.copy}: ${label}`}
            >
              {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
