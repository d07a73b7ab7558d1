import type { SourceProblem } from "@/flow/document";
import { defineTexts } from "@/ui";

type Problems = Record<SourceProblem, (detail: string) => string>;

const short = (text: string): string => {
  const line = text.split("\n")[0] ?? "";
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
};

const PROBLEMS_EN: Problems = {
  expected_value: (found) => `A value is missing before “${short(found)}”. Put texts in quotes.`,
  expected_key: (found) => `A key is expected here, not “${short(found)}”. Put keys in quotes.`,
  expected_colon: () => "A colon is missing after the key.",
  expected_comma: (found) => `A comma, or a closing bracket, is missing before “${short(found)}”.`,
  unexpected_end: () => "The text ends too early. Close the brackets and quotes that are open.",
  unclosed_text: () => "This text has no closing quote. Add it.",
  bad_escape: () => "A backslash has a meaning in quotes. Write two of them for one.",
  line_break_in_text: () => "A text can't go on in the next line. Write \\n for a new line.",
  bad_number: (found) => `“${short(found)}” is no number. Put it in quotes if it is a text.`,
  more_than_one_value: () => "Something follows after the end. Remove it.",
  too_deep: () => "Lists and maps lie too deep in each other. A bot needs a few levels only.",
  too_large: () => "This is more than a bot can hold.",
  tab_as_indent: () => "There is a tab where only spaces may stand. Put spaces in its place.",
  bad_indent: () => "The line is not indented like its neighbours. Move it left or right.",
  bad_alias: (name) => `“*${short(name)}” stands for nothing above it.`,
  bad_merge: () => "“<<” takes over a map, and this is none.",
  tag_refused: (tag) => `The tag “${short(tag)}” has no meaning here. Remove it.`,
  key_not_text: () => "A list or a map can't be a key. Put the key in quotes.",
  unreadable: (why) => `This can't be read: ${why}`,
  not_a_bot: (key) =>
    `A bot has two parts, intents and flows, each with its entries below. Look at “${short(key)}”.`,
};

const PROBLEMS_SW: Problems = {
  expected_value: (found) =>
    `Kuna thamani inayokosekana kabla ya “${short(found)}”. Weka maandishi ndani ya alama za kunukuu.`,
  expected_key: (found) =>
    `Hapa panahitajika jina, si “${short(found)}”. Weka majina ndani ya alama za kunukuu.`,
  expected_colon: () => "Nukta pacha inakosekana baada ya jina.",
  expected_comma: (found) => `Mkato au mabano ya kufunga yanakosekana kabla ya “${short(found)}”.`,
  unexpected_end: () => "Maandishi yameisha mapema. Funga mabano na alama za kunukuu zilizo wazi.",
  unclosed_text: () => "Maandishi haya hayajafungwa. Ongeza alama ya kunukuu mwishoni.",
  bad_escape: () => "Alama ya \\ ina maana maalumu ndani ya nukuu. Andika mbili badala ya moja.",
  line_break_in_text: () =>
    "Maandishi hayawezi kuendelea mstari unaofuata. Andika \\n kwa mstari mpya.",
  bad_number: (found) => `“${short(found)}” si namba. Kama ni maandishi, yaweke ndani ya nukuu.`,
  more_than_one_value: () => "Kuna kitu kimebaki baada ya mwisho. Kiondoe.",
  too_deep: () => "Orodha zimeingiliana mno. Bot inahitaji ngazi chache tu.",
  too_large: () => "Haya ni mengi kuliko bot inavyoweza kubeba.",
  tab_as_indent: () =>
    "Kuna tab mahali panapokubali nafasi za kawaida tu. Weka nafasi badala yake.",
  bad_indent: () => "Mstari haujapangwa sawa na wenzake. Usogeze kushoto au kulia.",
  bad_alias: (name) => `“*${short(name)}” haimaanishi chochote kilichotajwa juu.`,
  bad_merge: () => "“<<” huchukua kundi la majina, na hiki si kundi.",
  tag_refused: (tag) => `Alama “${short(tag)}” haina maana hapa. Iondoe.`,
  key_not_text: () => "Orodha haiwezi kuwa jina. Weka jina ndani ya alama za kunukuu.",
  unreadable: (why) => `Hapa hapasomeki: ${why}`,
  not_a_bot: (key) =>
    `Bot ina sehemu mbili, intents na flows, kila moja na vilivyomo chini yake. Angalia “${short(key)}”.`,
};

/** The words of the editor's own panels. */
const PHRASES_EN = {
  Find: "Find",
  Replace: "Replace",
  next: "next",
  previous: "previous",
  all: "all",
  "match case": "match case",
  regexp: "pattern",
  "by word": "whole words",
  replace: "replace",
  "replace all": "replace all",
  close: "close",
  "current match": "current match",
  "on line": "on line",
  "Go to line": "Go to line",
  go: "go",
  Diagnostics: "Findings",
  "No diagnostics": "No findings",
  Completions: "Suggestions",
  "Fold line": "Fold",
  "Unfold line": "Unfold",
  "folded code": "folded",
};

const PHRASES_SW: typeof PHRASES_EN = {
  Find: "Tafuta",
  Replace: "Badilisha",
  next: "inayofuata",
  previous: "iliyotangulia",
  all: "zote",
  "match case": "herufi kubwa na ndogo",
  regexp: "mchoro",
  "by word": "neno zima",
  replace: "badilisha",
  "replace all": "badilisha zote",
  close: "funga",
  "current match": "iliyopatikana",
  "on line": "kwenye mstari",
  "Go to line": "Nenda mstari",
  go: "nenda",
  Diagnostics: "Kasoro",
  "No diagnostics": "Hakuna kasoro",
  Completions: "Mapendekezo",
  "Fold line": "Kunja",
  "Unfold line": "Kunjua",
  "folded code": "imekunjwa",
};

export const CODE_TEXTS = defineTexts({
  en: {
    editor: "The bot as code",
    format: "Format",
    inStep: "Every change is taken over as you type.",
    readOnly: "You may look at this bot, but not change it.",
    reading: "Reading…",
    broken: (line: number, what: string) => `Line ${line}: ${what}`,
    brokenAbout: "What you typed is kept; the other views show the last text that could be read.",
    cancel: "Cancel",
    discard: "Discard my text",
    discardTitle: "Discard what you typed?",
    discardAbout:
      "The text goes back to the bot as it is now. What you typed since it could last be read is lost.",
    twice: (key: string) =>
      `“${short(key)}” is there twice; this one counts. Rename or remove one.`,
    clashTitle: "Somebody changed the same meanwhile",
    clashAbout: (names: string) =>
      `While you were typing, this was changed elsewhere, too: ${names}. Whose is to stay?`,
    mine: "Keep what I typed",
    theirs: "Take what is there now",
    keys: "Tab indents; Escape, then Tab leaves the editor. Ctrl+Space suggests, Ctrl+F finds, F8 goes to the next finding.",
    phrases: PHRASES_EN,
    problem: PROBLEMS_EN,
  },
  sw: {
    editor: "Bot kama msimbo",
    format: "Muundo",
    inStep: "Kila badiliko linachukuliwa unapoandika.",
    readOnly: "Unaweza kuiangalia bot hii, lakini si kuibadilisha.",
    reading: "Inasoma…",
    broken: (line: number, what: string) => `Mstari wa ${line}: ${what}`,
    brokenAbout:
      "Ulichoandika kimehifadhiwa; kurasa nyingine zinaonyesha maandishi ya mwisho yaliyosomeka.",
    cancel: "Ghairi",
    discard: "Tupa maandishi yangu",
    discardTitle: "Utupe ulichoandika?",
    discardAbout:
      "Maandishi yatarudi kama bot ilivyo sasa. Ulichoandika tangu yaliposomeka mara ya mwisho kitapotea.",
    twice: (key: string) =>
      `“${short(key)}” ipo mara mbili; hii ndiyo inayohesabika. Badilisha jina au ondoa moja.`,
    clashTitle: "Kuna mtu amebadilisha sehemu hiyohiyo",
    clashAbout: (names: string) =>
      `Ulipokuwa unaandika, hivi vilibadilishwa pia kwingine: ${names}. Kibaki cha nani?`,
    mine: "Bakiza nilichoandika",
    theirs: "Chukua kilichopo sasa",
    keys: "Tab huingiza ndani; Escape kisha Tab hutoka kwenye kihariri. Ctrl+Space hupendekeza, Ctrl+F hutafuta, F8 huenda kwenye kasoro inayofuata.",
    phrases: PHRASES_SW,
    problem: PROBLEMS_SW,
  },
});
