import { defineTexts } from "@/ui";

export const TEXTS = defineTexts({
  en: {
    tab: "Middleware settings",
    title: "Middleware",
    about:
      "Ask your own server for a value in the middle of a conversation: a stock, a price, the state of an order.",
    how: "How it goes",
    howWrite:
      "Write a variable's name with an @ into a message, a button or a link. Just before it is shown, Kauli asks your server, once in a turn, with a POST of all that the conversation remembers.",
    howExample: (name: string) => `For example: “Your order number is @${name}.”`,
    howAnswer:
      'Your server answers with {"text": "…"}, a text or a number; that takes the place of the name. If it fails, the place stays empty and the conversation goes on.',
    baseUrl: "Base URL",
    baseUrlAbout: "The path of a variable is put behind it.",
    authorization: "Authorization",
    authorizationAbout: "Sent as the header Authorization. Leave it empty for none.",
    variables: "Variables",
    variablesAbout: "A name for the flow, and the path on your server that answers for it.",
    name: "Name",
    path: "Path",
    nameOf: (place: number) => `Name of variable ${place}`,
    pathOf: (place: number) => `Path of variable ${place}`,
    add: "Add a variable",
    remove: (name: string) => `Remove @${name}`,
    none: "No variables yet. Add one, and write @name into a message of the flow.",
    nameless: "Each variable needs a name.",
    twice: (name: string) => `@${name} is there twice; only one of them can answer.`,
    asks: (url: string) => `asks ${url}`,
    saved: "Saved.",
  },
  sw: {
    tab: "Mipangilio ya middleware",
    title: "Middleware",
    about:
      "Uliza seva yako thamani fulani katikati ya mazungumzo: bidhaa zilizopo, bei, hali ya oda.",
    how: "Inavyofanya kazi",
    howWrite:
      "Andika jina la kigezo likitanguliwa na @ kwenye ujumbe, kitufe au kiungo. Kabla tu ya kuonyeshwa, Kauli huuliza seva yako, mara moja kwa kila zamu, kwa POST yenye yote ambayo mazungumzo yanakumbuka.",
    howExample: (name: string) => `Kwa mfano: “Namba ya oda yako ni @${name}.”`,
    howAnswer:
      'Seva yako hujibu {"text": "…"}, maandishi au namba; hilo huchukua nafasi ya jina. Ikishindwa, nafasi hubaki tupu na mazungumzo yanaendelea.',
    baseUrl: "URL ya msingi",
    baseUrlAbout: "Njia ya kigezo huwekwa mwishoni mwake.",
    authorization: "Authorization",
    authorizationAbout: "Hutumwa kama kichwa Authorization. Iache tupu kama haihitajiki.",
    variables: "Vigezo",
    variablesAbout: "Jina la kutumia kwenye mtiririko, na njia kwenye seva yako inayojibu.",
    name: "Jina",
    path: "Njia",
    nameOf: (place: number) => `Jina la kigezo cha ${place}`,
    pathOf: (place: number) => `Njia ya kigezo cha ${place}`,
    add: "Ongeza kigezo",
    remove: (name: string) => `Ondoa @${name}`,
    none: "Bado hakuna vigezo. Ongeza kimoja, kisha andika @jina kwenye ujumbe wa mtiririko.",
    nameless: "Kila kigezo kinahitaji jina.",
    twice: (name: string) => `@${name} ipo mara mbili; moja tu ndiyo inaweza kujibu.`,
    asks: (url: string) => `inauliza ${url}`,
    saved: "Imehifadhiwa.",
  },
});
