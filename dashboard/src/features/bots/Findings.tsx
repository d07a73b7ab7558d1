import { Badge, Stack, Text } from "@mantine/core";
import { defineTexts, useTexts } from "@/ui";
import classes from "./Findings.module.css";
import type { Finding } from "./queries";

const TEXTS = defineTexts({
  en: { list: "What the checker found", error: "Error", warning: "Warning", hint: "Hint" },
  sw: { list: "Yaliyogunduliwa na mkaguzi", error: "Kosa", warning: "Onyo", hint: "Dokezo" },
});

const COLORS = { error: "red", warning: "orange", hint: "blue" } as const;
type Severity = keyof typeof COLORS;

const MOST = 50;

function isSeverity(text: string): text is Severity {
  return text in COLORS;
}

/** What the checker found, the worst first, each with how to mend it. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useTexts(TEXTS);
  return (
    <Stack component="ul" gap="sm" className={classes.list} aria-label={t.list}>
      {findings.slice(0, MOST).map((finding, number) => {
        const severity = isSeverity(finding.severity) ? finding.severity : "hint";
        return (
          <li key={number} className={classes.finding}>
            <Badge
              size="sm"
              variant="dot"
              tt="none"
              color={COLORS[severity]}
              className={classes.badge}
            >
              {t[severity]}
            </Badge>
            <div className={classes.text}>
              <Text size="sm">
                {finding.state !== null && (
                  <Text span fw={600}>
                    {finding.state}:{" "}
                  </Text>
                )}
                {finding.message}
              </Text>
              <Text size="sm" c="dimmed">
                {finding.mend}
              </Text>
            </div>
          </li>
        );
      })}
      {findings.length > MOST && <li className={classes.finding}>… {findings.length - MOST}</li>}
    </Stack>
  );
}
