import { Alert, Button, Group, Modal, Radio, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, data } from "@/api";
import { Copyable, ErrorNotice, useTexts } from "@/ui";
import type { Endpoint } from "./endpoint";
import { SECRET } from "./secretTexts";

const HOURS = ["24", "72", "168", "0"] as const;
type Kind = "symmetric" | "ed25519";

/** Replace a secret: says what it means before it is done, and shows the new one once. */
export function RotateForm({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const t = useTexts(SECRET);
  const queryClient = useQueryClient();
  const [hours, setHours] = useState<string>("24");
  const [kind, setKind] = useState<Kind>(
    endpoint.secrets[0]?.kind === "ed25519" ? "ed25519" : "symmetric",
  );
  const rotate = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/bots/{bot_id}/endpoints/{endpoint_id}/rotate", {
          params: { path: { bot_id: endpoint.bot_id, endpoint_id: endpoint.id } },
          body: { overlap_hours: Number(hours), kind },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["bots", endpoint.bot_id] }),
  });
  if (rotate.data)
    return (
      <Modal opened onClose={onClose} title={t.made} closeOnClickOutside={false} size="lg">
        <Stack>
          <Text size="sm">{kind === "symmetric" ? t.showAbout : t.publicKey}</Text>
          <Copyable value={rotate.data.secret} label={t.secret} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t.done}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title={t.rotate}>
      <Stack>
        <Text size="sm">{t.rotateAbout}</Text>
        <Select
          label={t.overlap}
          data={HOURS.map((value) => ({ value, label: t.overlaps[value] }))}
          value={hours}
          allowDeselect={false}
          onChange={(value) => setHours(value ?? "24")}
        />
        {hours === "0" && (
          <Alert variant="light" color="orange">
            {t.leaked}
          </Alert>
        )}
        <Radio.Group
          label={t.kind}
          value={kind}
          onChange={(value) => setKind(value === "ed25519" ? "ed25519" : "symmetric")}
        >
          <Stack gap={6} mt={6}>
            <Radio value="symmetric" label={t.kinds.symmetric} />
            <Radio value="ed25519" label={t.kinds.ed25519} />
          </Stack>
        </Radio.Group>
        {rotate.error && <ErrorNotice error={rotate.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button color="red" loading={rotate.isPending} onClick={() => rotate.mutate()}>
            {t.rotate}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
