import { SegmentedControl } from "@mantine/core";
import { useTexts } from "@/ui";
import { TEXTS } from "../texts";
import { CHANNELS, type Channel } from "./shown";

interface ChannelControlProps {
  channel: Channel;
  onChange: (channel: Channel) => void;
}

/** Which channel the answers are shown as on. */
export function ChannelControl({ channel, onChange }: ChannelControlProps) {
  const t = useTexts(TEXTS);
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t.channel}
      value={channel}
      onChange={(value) => {
        const chosen = CHANNELS.find((one) => one === value);
        if (chosen !== undefined) onChange(chosen);
      }}
      data={CHANNELS.map((value) => ({ value, label: t.channels[value] }))}
    />
  );
}
