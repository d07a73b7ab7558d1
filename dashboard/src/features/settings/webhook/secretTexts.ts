import { defineTexts } from "@/ui";

export const SECRET = defineTexts({
  en: {
    title: "Signing secret",
    about:
      "Every delivery is signed, so that your server can be sure that it comes from your bot and was not changed on the way.",
    signs: "signs now",
    until: (moment: string) => `signs along until ${moment}`,
    publicKey: "Public key: your server verifies with it. Everybody may know it.",
    show: "Show the secret",
    showAbout:
      "It is shown once. Copy it to your server now; afterwards you can only make a new one.",
    secret: "The secret that your server verifies with",
    done: "I have copied it",
    shown: "It has been shown already. If you no longer have it, make a new one.",
    rotate: "Make a new secret",
    rotateAbout:
      "The new secret signs at once. For a while deliveries are signed with the old one as well, so that nothing is refused until your server knows the new one.",
    overlap: "The old secret goes on signing for",
    overlaps: {
      "0": "not at all: it has leaked",
      "24": "24 hours",
      "72": "3 days",
      "168": "7 days",
    },
    leaked:
      "From this moment your server refuses what it verifies with the old secret, until it knows the new one.",
    kind: "Kind of the new secret",
    kinds: {
      symmetric: "Symmetric: both sides know it",
      ed25519: "Ed25519: only Kauli can sign, your server has a public key",
    },
    cancel: "Cancel",
    verify: "Verify it",
    verifyAbout: "Take the bytes as they came, before anything parses them.",
    ed25519About:
      "Libraries of Standard Webhooks mostly know symmetric secrets. A whole receiver that verifies with the public key is written by:",
    made: "This is its secret",
  },
  sw: {
    title: "Siri ya kusaini",
    about:
      "Kila kinachotumwa husainiwa, ili seva yako iwe na uhakika kwamba kimetoka kwenye bot yako na hakijabadilishwa njiani.",
    signs: "inasaini sasa",
    until: (moment: string) => `inasaini pia hadi ${moment}`,
    publicKey: "Ufunguo wa wazi: seva yako huthibitisha nao. Yeyote anaweza kuujua.",
    show: "Onyesha siri",
    showAbout:
      "Huonyeshwa mara moja tu. Inakili kwenye seva yako sasa; baadaye utaweza tu kutengeneza mpya.",
    secret: "Siri ambayo seva yako huthibitisha nayo",
    done: "Nimeinakili",
    shown: "Imeshaonyeshwa. Kama huna tena, tengeneza mpya.",
    rotate: "Tengeneza siri mpya",
    rotateAbout:
      "Siri mpya huanza kusaini mara moja. Kwa muda fulani kila kitu husainiwa pia na ya zamani, ili kisikataliwe hadi seva yako iijue mpya.",
    overlap: "Siri ya zamani iendelee kusaini kwa",
    overlaps: {
      "0": "hapana kabisa: imevuja",
      "24": "saa 24",
      "72": "siku 3",
      "168": "siku 7",
    },
    leaked: "Kuanzia sasa seva yako itakataa kinachotumwa hadi ijue siri mpya.",
    kind: "Aina ya siri mpya",
    kinds: {
      symmetric: "Ya pamoja: pande zote mbili zinaijua",
      ed25519: "Ed25519: Kauli pekee husaini, seva yako ina ufunguo wa wazi",
    },
    cancel: "Ghairi",
    verify: "Ithibitishe",
    verifyAbout: "Tumia baiti kama zilivyokuja, kabla hazijachambuliwa.",
    ed25519About:
      "Maktaba nyingi za Standard Webhooks zinajua siri za pamoja. Mpokeaji mzima anayethibitisha kwa ufunguo wa wazi huandikwa na:",
    made: "Hii ndiyo siri yake",
  },
});
