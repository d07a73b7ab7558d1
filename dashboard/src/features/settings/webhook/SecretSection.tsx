import { Alert, Badge, Button, Code, Group, Modal, Stack, Tabs, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconRefresh } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { ApiError, api, data, useMay } from "@/api";
import { Copyable, ErrorNotice, useFormat, useTexts } from "@/ui";
import { Section } from "../Section";
import { RotateForm } from "./RotateForm";
import type { Endpoint } from "./endpoint";
import { SECRET } from "./secretTexts";
import { SNIPPETS } from "./snippets";

/** What signs, how a receiver gets to know it, and how it is replaced. */
export function SecretSection({ endpoint }: { endpoint: Endpoint }) {
  const t = useTexts(SECRET);
  const format = useFormat();
  const may = useMay("editor");
  const [rotating, { open, close }] = useDisclosure(false);
  const path = { bot_id: endpoint.bot_id, endpoint_id: endpoint.id };
  const reveal = useMutation({
    mutationFn: () =>
      data(api.GET("/api/v1/bots/{bot_id}/endpoints/{endpoint_id}/secret", { params: { path } })),
  });
  const symmetric = endpoint.secrets[0]?.kind !== "ed25519";
  const isShown = reveal.error instanceof ApiError && reveal.error.code === "secret_shown";
  return (
    <Section title={t.title} about={t.about}>
      <Stack gap="xs">
        {endpoint.secrets.map((secret) => (
          <Group key={secret.created_at + secret.preview} gap="xs">
            <Code>{secret.preview}</Code>
            <Badge variant="default" tt="none" radius="sm">
              {secret.expires_at === null ? t.signs : t.until(format.moment(secret.expires_at))}
            </Badge>
            {secret.public_key !== null && secret.expires_at === null && (
              <Stack gap={4} w="100%">
                <Text size="sm">{t.publicKey}</Text>
                <Copyable value={secret.public_key} label={t.publicKey} />
              </Stack>
            )}
          </Group>
        ))}
      </Stack>
      {reveal.error && !isShown && <ErrorNotice error={reveal.error} />}
      {isShown && (
        <Alert variant="light" color="gray" role="status">
          {t.shown}
        </Alert>
      )}
      {may && (
        <Group gap="xs">
          {symmetric && (
            <Button
              variant="default"
              leftSection={<IconKey size={18} aria-hidden />}
              loading={reveal.isPending}
              onClick={() => reveal.mutate()}
            >
              {t.show}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconRefresh size={18} aria-hidden />}
            onClick={open}
          >
            {t.rotate}
          </Button>
        </Group>
      )}
      <Verify symmetric={symmetric} botId={endpoint.bot_id} />
      <SecretModal secret={reveal.data?.secret} onClose={() => reveal.reset()} />
      {rotating && <RotateForm endpoint={endpoint} onClose={close} />}
    </Section>
  );
}

function Verify({ symmetric, botId }: { symmetric: boolean; botId: number }) {
  const t = useTexts(SECRET);
  if (!symmetric)
    return (
      <Stack gap={4}>
        <Text size="sm">{t.ed25519About}</Text>
        <Copyable
          value={`kauli webhook receiver ${botId} --framework flask -o receiver.py`}
          label={t.verify}
        />
      </Stack>
    );
  return (
    <div>
      <Text size="sm" fw={500}>
        {t.verify}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t.verifyAbout}
      </Text>
      <Tabs defaultValue="Python" variant="outline">
        <Tabs.List aria-label={t.verify}>
          {Object.keys(SNIPPETS).map((language) => (
            <Tabs.Tab key={language} value={language}>
              {language}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {Object.entries(SNIPPETS).map(([language, code]) => (
          <Tabs.Panel key={language} value={language} pt="xs">
            <Copyable value={code} label={`${t.verify}: ${language}`} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}

interface SecretModalProps {
  secret: string | undefined;
  onClose: () => void;
}

/** A secret, this once. */
export function SecretModal({ secret, onClose }: SecretModalProps) {
  const t = useTexts(SECRET);
  return (
    <Modal
      opened={secret !== undefined}
      onClose={onClose}
      title={t.made}
      closeOnClickOutside={false}
      size="lg"
    >
      <Stack>
        <Text size="sm">{t.showAbout}</Text>
        <Copyable value={secret ?? ""} label={t.secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t.done}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
