import type { Schema } from "@/api";

/** The widget's settings, with nothing left out. */
export type Widget = Required<Schema<"Widget">>;

export function whole(settings: Schema<"Widget">): Widget {
  return { ...settings, theme_config: settings.theme_config ?? {} };
}

/** The colours that the widget knows, and what it has without them. */
export const COLORS = [
  ["primaryColor", "#2776EA"],
  ["chatboxBg", "#EDECE1"],
  ["sentBoxBg", "#D8F9D4"],
  ["sentBoxColor", "#000000"],
  ["receivedBoxBg", "#FFFFFF"],
  ["receivedBoxColor", "#000000"],
  ["sentBoxLinkColor", "#000000"],
  ["receivedBoxLinkColor", "#0000FF"],
  ["borderColor", "#D3D3D3"],
] as const;
export type ColorName = (typeof COLORS)[number][0];

type Theme = Record<string, unknown>;

/** A text of the theme; "" where there is none. */
export function textOf(theme: Theme, name: string): string {
  const value = theme[name];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** The theme with a value more; "" takes it away, so that the widget's own holds. */
export function withValue(theme: Theme, name: string, value: string | number): Theme {
  const rest = Object.fromEntries(Object.entries(theme).filter(([key]) => key !== name));
  return value === "" ? rest : { ...rest, [name]: value };
}

/** What to paste into a page: the published widget, asking this server instead of the one it knows. */
export function snippetOf(botId: number, server: string): string {
  return `<div id="sarufi-chatbox"></div>
<script>
  window.botId = ${botId};
  // The widget asks https://api.sarufi.io; let it ask your server.
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    const address = String(url).replace("https://api.sarufi.io", ${JSON.stringify(server)});
    return open.call(this, method, address, ...(rest.length ? rest : [true]));
  };
</script>
<link rel="stylesheet" href="/chatbox/style.css">
<script type="module" src="/chatbox/script.js"></script>`;
}
