import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api, data } from "@/api";
import { useEditing, useEditorState } from "@/features/editor";
import { ErrorNotice, defineTexts, useTexts } from "@/ui";
import type { Version } from "../queries";
import { WhatChanges } from "./WhatChanges";
import { usePublished } from "./changes";
import { DRAFT } from "./sides";
import { TEXTS as SHARED } from "./texts";

const TEXTS = defineTexts({
  en: {
    title: (number: number) => `Go back to version ${number}?`,
    about:
      "What was published then is published anew, as the newest version, and becomes the draft. New conversations begin with it at once; those under way finish on their own version.",
    lost: "The draft has changes that were never published. They are replaced.",
    go: "Go back",
    done: (number: number) => `Version ${number} answers from now on.`,
  },
  sw: {
    title: (number: number) => `Urudi kwenye toleo la ${number}?`,
    about:
      "Kilichochapishwa wakati huo kitachapishwa tena kama toleo jipya zaidi, na kuwa rasimu. Mazungumzo mapya yataanza nalo mara moja; yanayoendelea yatamalizikia kwenye toleo lake.",
    lost: "Rasimu ina mabadiliko ambayo hayajawahi kuchapishwa. Yatafutwa.",
    go: "Rudi nyuma",
    done: (number: number) => `Kuanzia sasa toleo la ${number} ndilo linalojibu.`,
  },
});

interface RollbackDialogProps {
  botId: number;
  version: Version;
  onClose: () => void;
}

/** Publishes an earlier version anew, once its author has seen what that changes. */
export function RollbackDialog({ botId, version, onClose }: RollbackDialogProps) {
  const t = useTexts(TEXTS);
  const shared = useTexts(SHARED);
  const { store } = useEditing();
  const changed = useEditorState((state) => state.stamp.hasUnpublishedChanges);
  const published = usePublished();
  const go = useMutation({
    mutationFn: async () => {
      await store.flush();
      const path = { bot_id: botId, version_id: version.id };
      return data(
        api.POST("/api/v1/bots/{bot_id}/versions/{version_id}/rollback", { params: { path } }),
      );
    },
    onSuccess: async (made) => {
      notifications.show({ message: t.done(made.number) });
      onClose();
      await published();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t.title(version.number)} size="lg">
      <Stack>
        {go.isError && <ErrorNotice error={go.error} />}
        <Text size="sm">{t.about}</Text>
        {changed && (
          <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
            {t.lost}
          </Alert>
        )}
        <WhatChanges botId={botId} from={DRAFT} to={version.id} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {shared.cancel}
          </Button>
          <Button loading={go.isPending} onClick={() => go.mutate()}>
            {t.go}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
