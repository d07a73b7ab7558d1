import { ActionIcon, Button, Group, Paper, Select, Stack, TextInput, Title } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { MEDIA_KINDS, type Medium } from "@/flow/states";
import { useTexts } from "@/ui";
import { useDispatch } from "../store/context";
import { PANEL_TEXTS } from "./texts";

/** Images, videos and so on that a state sends along. */
export function MediaField({ name, media }: { name: string; media: readonly Medium[] }) {
  const t = useTexts(PANEL_TEXTS);
  const dispatch = useDispatch();
  const change = (next: readonly Medium[], field?: string) =>
    dispatch(
      { type: "set_media", state: name, media: next },
      field === undefined ? undefined : `media ${name} ${field}`,
    );
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {t.media}
      </Title>
      {media.map((medium, index) => {
        const set = (changes: Partial<Medium>, field: string) =>
          change(media.with(index, { ...medium, ...changes }), `${field} ${index}`);
        return (
          <Paper key={index} withBorder p="xs">
            <Stack gap={6}>
              <Group gap="xs" wrap="nowrap" align="flex-end">
                <Select
                  label={t.mediaType}
                  size="xs"
                  data={MEDIA_KINDS.map((kind) => ({ value: kind, label: t.mediaKind[kind] }))}
                  value={medium.kind}
                  allowDeselect={false}
                  onChange={(value) => {
                    const kind = MEDIA_KINDS.find((one) => one === value);
                    if (kind === undefined || kind === medium.kind) return;
                    change(media.with(index, { kind, link: medium.link, caption: medium.caption }));
                  }}
                  style={{ flex: 1 }}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${t.removeItem}: ${t.mediaKind[medium.kind]} ${index + 1}`}
                  onClick={() => change(media.toSpliced(index, 1))}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Group>
              <TextInput
                size="xs"
                type="url"
                label={t.link}
                placeholder="https://"
                value={medium.link}
                onChange={(event) => set({ link: event.currentTarget.value }, "link")}
              />
              <TextInput
                size="xs"
                label={t.caption}
                value={medium.caption}
                onChange={(event) => set({ caption: event.currentTarget.value }, "caption")}
              />
            </Stack>
          </Paper>
        );
      })}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => change([...media, { kind: "images", link: "", caption: "" }])}
        style={{ alignSelf: "flex-start" }}
      >
        {t.addMedia}
      </Button>
    </Stack>
  );
}
