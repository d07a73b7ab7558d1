import { useTexts } from "@/ui";
import classes from "./Preview.module.css";
import { TEXTS } from "./texts";
import { COLORS, textOf } from "./theme";

/** What the widget makes of its colours when it is dark, as the published one does. */
const DARK: Readonly<Record<string, string>> = {
  primaryColor: "#202C33",
  chatboxBg: "#0B141A",
  sentBoxBg: "#005C4B",
  sentBoxColor: "#FFFFFF",
  receivedBoxBg: "#202C33",
  receivedBoxColor: "#FFFFFF",
};

/** A chat as the widget would show it: a picture, whose texts are none of the page. */
export function Preview({ theme }: { theme: Record<string, unknown> }) {
  const t = useTexts(TEXTS);
  const usual = Object.fromEntries<string>(COLORS);
  const color = (name: string) =>
    (theme.mode === "dark" ? DARK[name] : undefined) ?? (textOf(theme, name) || usual[name]);
  return (
    <div className={classes.chat} role="img" aria-label={t.preview}>
      <div
        className={classes.head}
        style={{ background: color("primaryColor"), color: "white" }}
        data-text={textOf(theme, "title") || "Chat"}
      />
      <div className={classes.talk} style={{ background: color("chatboxBg") }}>
        <div
          className={`${classes.message} ${classes.sent}`}
          style={{ background: color("sentBoxBg"), color: color("sentBoxColor") }}
          data-text={t.previewVisitor}
        />
        <div
          className={classes.message}
          style={{ background: color("receivedBoxBg"), color: color("receivedBoxColor") }}
          data-text={t.previewBot}
        />
      </div>
    </div>
  );
}
