import { ColorInput, Fieldset, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useTexts } from "@/ui";
import { Preview } from "./Preview";
import { TEXTS } from "./texts";
import { COLORS, textOf, withValue } from "./theme";

/** To pick from; any other colour can be typed. */
const SWATCHES = [
  "#0b7a72",
  "#2776ea",
  "#6741d9",
  "#c2255c",
  "#c92a2a",
  "#d9480f",
  "#2b8a3e",
  "#d8f9d4",
  "#edece1",
  "#ffffff",
  "#868e96",
  "#000000",
];

interface LookFieldsProps {
  theme: Record<string, unknown>;
  disabled: boolean;
  onChange: (theme: Record<string, unknown>) => void;
}

/** How the widget looks: title, corner and colours; what else its theme holds is left alone. */
export function LookFields({ theme, disabled, onChange }: LookFieldsProps) {
  const t = useTexts(TEXTS);
  const set = (name: string, value: string) => onChange(withValue(theme, name, value));
  return (
    <Fieldset legend={t.look} disabled={disabled}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t.lookAbout}
        </Text>
        <TextInput
          label={t.heading}
          description={t.headingAbout}
          placeholder="Chat"
          value={textOf(theme, "title")}
          onChange={(event) => set("title", event.currentTarget.value)}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t.mode}
            data={[
              { value: "light", label: t.modes.light },
              { value: "dark", label: t.modes.dark },
            ]}
            value={textOf(theme, "mode") || "light"}
            allowDeselect={false}
            onChange={(mode) => set("mode", mode ?? "")}
          />
          <Select
            label={t.placement}
            data={[
              { value: "right", label: t.placements.right },
              { value: "left", label: t.placements.left },
            ]}
            value={textOf(theme, "placement") || "right"}
            allowDeselect={false}
            onChange={(placement) => set("placement", placement ?? "")}
          />
        </SimpleGrid>
        {theme.mode !== "dark" && (
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }}>
            {COLORS.map(([name, usual]) => (
              <ColorInput
                key={name}
                label={t.colors[name]}
                placeholder={usual}
                value={textOf(theme, name)}
                fixOnBlur={false}
                withEyeDropper={false}
                withPicker={false}
                swatches={SWATCHES}
                swatchesPerRow={6}
                popoverProps={{ withinPortal: false }}
                onChange={(value) => set(name, value)}
              />
            ))}
          </SimpleGrid>
        )}
        <div>
          <Text size="sm" fw={500} mb={4} aria-hidden>
            {t.preview}
          </Text>
          <Preview theme={theme} />
        </div>
      </Stack>
    </Fieldset>
  );
}
