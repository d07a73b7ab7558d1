import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from "@mantine/core";

const kauli: MantineColorsTuple = [
  "#e9f8f6",
  "#d6ece9",
  "#abd8d3",
  "#7cc4bc",
  "#56b3a9",
  "#3ea99e",
  "#1f8f85",
  "#0b7a72",
  "#046a63",
  "#005b55",
];

/** As Mantine has it, but for the end: white can be read on what is filled with it. */
const red: MantineColorsTuple = [
  "#fff5f5",
  "#ffe3e3",
  "#ffc9c9",
  "#ffa8a8",
  "#ff8787",
  "#ff6b6b",
  "#fa5252",
  "#e03131",
  "#c92a2a",
  "#b02525",
];

export const theme = createTheme({
  primaryColor: "kauli",
  primaryShade: { light: 7, dark: 7 },
  colors: { kauli, red },
  defaultRadius: "md",
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: "pointer",
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'Cascadia Code', Menlo, Consolas, 'Liberation Mono', monospace",
  headings: { fontWeight: "650" },
  components: {
    Alert: { styles: { title: { color: "var(--mantine-color-text)" } } },
    // Otherwise the head of a dialog counts as one of the whole page.
    ModalHeader: { defaultProps: { role: "presentation" } },
    DrawerHeader: { defaultProps: { role: "presentation" } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
  },
});

/** Quiet texts and faults that are still easy to read on every background of ours (WCAG AA). */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-7)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
  },
  dark: {
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-1)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
  },
});
