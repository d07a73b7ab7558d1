import { Alert, Input, Slider, Text } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { defineTexts, useFormat, useTexts } from "@/ui";
import { findingsQuery } from "../queries";

const TEXTS = defineTexts({
  en: {
    label: "Confidence threshold",
    hint: "How sure the bot must be of what somebody wants before it acts on it. Lower: it answers more, and is wrong more often. Higher: it says more often that it did not understand.",
    value: (percent: string) => `From ${percent} on it counts as understood.`,
    advice: "What the bot's own examples recommend",
    fine: "By the bot's own examples this is a good value.",
  },
  sw: {
    label: "Kiwango cha uhakika",
    hint: "Bot iwe na uhakika kiasi gani wa anachotaka mtu kabla ya kutenda. Kikishuka: hujibu zaidi, na hukosea zaidi. Kikipanda: husema mara nyingi zaidi kwamba haijaelewa.",
    value: (percent: string) => `Kuanzia ${percent} inahesabika kuwa imeelewa.`,
    advice: "Mifano ya bot yenyewe inapendekeza",
    fine: "Kwa mifano ya bot yenyewe, kiwango hiki ni kizuri.",
  },
});

interface ThresholdFieldProps {
  botId: number;
  /** The one that holds now, of which the examples say something. */
  saved: number;
  threshold: number;
  onThreshold: (threshold: number) => void;
  readOnly: boolean;
}

/** How sure the bot must be. */
export function ThresholdField(props: ThresholdFieldProps) {
  const { botId, saved, threshold, onThreshold, readOnly } = props;
  const t = useTexts(TEXTS);
  const format = useFormat();
  const id = useId();
  const findings = useQuery(findingsQuery(botId, `threshold ${saved}`));
  const advice = findings.data?.find(({ code }) => code === "threshold_far_off");
  return (
    <Input.Wrapper label={t.label} description={t.hint} labelElement="div" labelProps={{ id }}>
      <Slider
        mt="sm"
        mb={4}
        maw="32rem"
        min={0}
        max={1}
        step={0.01}
        value={threshold}
        onChange={(value) => onThreshold(Math.round(value * 100) / 100)}
        label={(value) => format.percent(value)}
        thumbProps={{ "aria-labelledby": id, "aria-valuetext": format.percent(threshold) }}
        disabled={readOnly}
      />
      <Text size="sm">{t.value(format.percent(threshold))}</Text>
      {findings.data && !advice && threshold === saved && (
        <Text size="sm" c="dimmed">
          {t.fine}
        </Text>
      )}
      {advice && (
        <Alert icon={<IconBulb aria-hidden />} title={t.advice} mt="sm">
          {advice.message} {advice.mend}
        </Alert>
      )}
    </Input.Wrapper>
  );
}
