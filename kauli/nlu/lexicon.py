"""What everyday words are about, in English and Swahili: our own small bilingual lexicon.

One concept a line (a line that is indented goes on): its name, then the words that may stand for
it. A word that ends in "-" is the root of a Swahili verb and stands for all its forms: "lip-" for
"nalipa", "tulilipia" and "malipo yaliyolipwa". Words are written as `normalise.words_of` leaves
them. Two words of one concept need not mean the same; it is enough that who says the one might
have said the other in its place.
"""

__all__ = ["LEXICON"]

LEXICON = """
hello: hello hi hey hiya yo greetings howdy hullo niaje mambo vipi habari hujambo hamjambo
  shikamoo salamu salaam salama oya marahaba jambo
goodbye: bye goodbye farewell cya later seeya kwaheri baadaye tutaonana tuonane buriani
thanks: thanks thank thankful grateful appreciate cheers thx asante shukrani shukur- ahsante
  nashukuru
please: please pls plz kindly tafadhali naomba omba
sorry: sorry apologise apology pardon samahani pole
yes: yes yeah yep yup sure ok okay correct right true exactly affirm indeed ndiyo ndio naam
  sawa haswa kweli hakika eeh
no: no nope nah not never dont cannot cant wont didnt doesnt isnt hapana siyo sio
cancel: cancel stop abort revoke undo quit drop nevermind nvm forget ghairi futa acha wacha
  sitisha simamisha sitaki kansel batilisha achana
begin: start begin launch initiate anza anzisha
end: finish end complete done over isha maliz- mwisho
wait: wait hold pause moment subir- ngoj- kidogo
repeat: repeat again rudia tena
help: help assist support aid msaada saidi- nisaidie usaidizi
human: human agent person representative operator staff manager binadamu mhudumu meneja
  wakala
complain: complain complaint bad terrible awful rude poor lalamik- malalamiko mbaya vibaya
praise: good great nice excellent wonderful awesome amazing perfect cool nzuri vizuri safi
  bora poa njema bomba
joke: joke funny laugh humour humor utani chekesh- kichekesho vichekesho
story: story tale hadithi simulizi kisa
who: who whom whose nani
what: what wat nini
which: which kind type sort gani aina ipi zipi
when: when lini
where: where wapi location located
why: why reason kwanini sababu
howmany: many number count quantity amount ngapi idadi kiasi
price: price cost charge fee rate pay expensive cheap much bei gharama nauli ada ghali
  rahisi tozo
money: money cash dollar shilling euro pound currency pesa hela fedha shilingi dola sarafu
pay: pay payment paid settle lip- malipo
bill: bill invoice receipt bili ankara risiti
send: send transfer wire remit forward tuma tumi- hamish- peleka
bank: bank benki
account: account akaunti
balance: balance salio
card: card visa mastercard kadi
loan: loan credit borrow lend debt mortgage mkopo mikopo kopesh- deni
interest: interest riba
savings: saving deposit akiba wek-
withdraw: withdraw withdrawal cash toa kuto-
tax: tax kodi ushuru
salary: salary wage income paycheck mshahara kipato
insurance: insurance policy insure bima
exchange: exchange convert conversion badilish- ubadilishaji
discount: discount offer promotion deal coupon sale punguzo ofa
buy: buy purchase order get shop nunu- agiz- oda manunuzi
sell: sell sale uza
order: order oda agizo agiz- odi
want: want need would like wish wanna desire taka nataka hitaj- pend- ningependa
give: let- give hand bring fetch get provide pa nipe nipatie leta leti- niletee
show: show display view see list onyesh- onesh- ona angali- tazam-
tell: tell say explain inform describe ambi- elez- sem- eleza fahamish-
know: know learn understand find fahamu jua juz- elew-
search: search find look lookup locate tafut- pekua
read: read som-
write: write type note andik- dokez-
speak: speak talk conversation zungumz- ongea ong- sem-
call: call phone ring dial pig- simu
message: message text sms chat ujumbe jumbe meseji
email: email mail inbox gmail barua pepe baruapepe
reply: reply answer respond response jibu jib-
contact: contact contacts mawasiliano wasilian- anwani
phone: phone mobile cellphone smartphone iphone simu rununu
computer: computer laptop pc kompyuta tarakilishi
internet: internet wifi network data bundle mtandao intaneti bando
password: password pin passcode login signin nywila pasiwedi nenosiri siri
lock: lock block freeze fung- zui-
unlock: unlock open unblock fungu- fungua
lost: lost lose missing misplace stolen steal pote- poteza ibiw- ibi-
broken: broken break damage crack faulty vunj- haribik- bovu mbovu kufa
fix: fix repair mend solve rekebish- tengenez- karabati
problem: problem issue trouble error wrong fault shida tatizo matatizo hitilafu kosa
report: report ripoti taarifa
change: change update modify edit switch alter badil- badilish- rekebish- sasish-
add: add include insert ongez- wek- jumuish- plus sum jumlisha kuongeza
remove: remove delete erase clear ondo- ondoa fut-
new: new fresh latest recent mpya jipya karibuni
old: old ancient zee kuukuu zamani
activate: activate enable wezesha washa
turnon: on enable wash- washa
turnoff: off disable zim- zima
increase: increase raise louder higher up brighter ongez- ongeza pandisha zidish-
decrease: decrease reduce lower quieter down dim punguz- punguza shush-
light: light lamp bulb brightness taa mwanga
colour: color colour red blue green yellow white black pink purple rangi nyekundu bluu
  kijani njano nyeupe nyeusi
sound: sound volume loud noise sauti mute nyamaz-
music: music song tune album track playlist singer band muziki wimbo nyimbo msanii
play: play chez- pig- cheza
radio: radio fm station redio
podcast: podcast episode podikasti
video: video movie film cinema theatre sinema filamu muvi
tv: tv television show series televisheni runinga
game: game chess quiz mchezo michezo
sport: football soccer basketball match score team league goal mpira mechi timu ligi soka
  goli
book: book novel kitabu vitabu reserve reservation booking hifadh- nafasi wek-
audiobook: audiobook audio
news: news headline headlines habari taarifa
weather: weather forecast temperature hewa utabiri
rain: rain rainy umbrella storm shower mvua nyesh- mwavuli
sun: sun sunny jua
hot: hot warm heat joto moto
cold: cold cool freeze snow baridi theluji
wind: wind windy upepo
time: time clock hour oclock saa wakati muda
date: date calendar day month year tarehe kalenda mwezi mwaka
today: today tonight leo
tomorrow: tomorrow kesho
yesterday: yesterday jana
week: week weekly weekend wiki juma
monday: monday tuesday wednesday thursday friday saturday sunday jumatatu jumanne jumatano
  alhamisi ijumaa jumamosi jumapili
january: january february march april may june july august september october november
  december januari februari machi aprili juni julai agosti septemba oktoba novemba desemba
morning: morning am dawn asubuhi alfajiri
evening: evening afternoon night pm noon jioni mchana usiku
early: early soon quickly fast asap urgent mapema haraka upesi sasa fasta
late: late delay overdue chelew- kuchelewa
alarm: alarm wake kengele amsh- niamshe kingora
timer: timer countdown stopwatch
reminder: remind reminder remember notify kumbush- kumbusho kumbuk-
meeting: meeting appointment schedule event mkutano miadi tukio kikao ratiba
calendar: calendar agenda kalenda ratiba
party: party birthday wedding celebration sherehe harusi sikukuu
invite: invite guest alik- mwaliko
hotel: hotel room lodge accommodation hoteli chumba malazi
flight: flight fly plane airline airport ndege uwanja
train: train railway subway treni garimoshi reli
bus: bus coach basi daladala matatu
taxi: taxi cab uber ride driver teksi bodaboda boda dereva usafiri bajaji
car: car vehicle auto motor gari magari
fuel: fuel petrol gas gasoline tank mafuta petroli
tyre: tire tyre wheel tairi gurudumu
oil: oil mafuta oili
road: road street route traffic highway barabara mtaa njia foleni msongamano
direction: direction navigate directions map way elekez- mwelekeo ramani
distance: far distance mile kilometre km long near mbali umbali karibu maili
travel: travel trip journey visit vacation holiday tour safari safir- likizo tembele- utalii
luggage: luggage bag baggage suitcase mzigo mizigo begi
passport: passport visa pasipoti viza
ticket: ticket pass tiketi
country: country nation abroad international nchi taifa
city: city town jiji mji
world: world dunia ulimwengu
language: language translate translation spanish french english lugha tafsiri kihispania
  kifaransa kiingereza kiswahili
meaning: mean meaning define definition maana fafanu- fasili
spell: spell spelling tahaji
restaurant: restaurant cafe eatery diner mgahawa mkahawa hoteli migahawa
food: food meal eat lunch dinner breakfast snack hungry chakula chakul- la kul- njaa mlo
  chamcha
menu: menu menyu orodha
pizza: pizza piza
drink: drink water juice soda tea coffee beer wine kinywaji vinywaji maji chai kahawa bia
  juisi
cook: cook bake recipe make pik- mapishi upishi oka
ingredient: ingredient topping kiungo viungo
meat: meat chicken beef fish nyama kuku samaki ngombe
fruit: fruit vegetable apple banana matunda mboga tunda ndizi
sugar: sugar calorie nutrition healthy sukari kalori lishe afya
delivery: deliver delivery ship shipping courier pelek- fikish- usafirishaji delivari
takeaway: takeaway takeout
track: track status progress where hali fuatili- hatua
package: package parcel shipment goods kifurushi mzigo bidhaa
arrive: arrive come reach arrival fik- wasili kuj- kuja
leave: leave depart departure ondok- kuondoka
return: return refund back rudish- rud- rejesh- kurudisha
size: size big large small medium ukubwa kubwa ndogo
clothes: clothes shirt dress shoe trousers nguo shati gauni kiatu viatu suruali
shop: shop store market mall duka maduka soko
open: open opening hours fungu- wazi
close: close closing shut fung-
house: house home apartment flat nyumba nyumbani
rent: rent lease landlord kodi pang- upangaji
room: room bedroom kitchen bathroom living chumba jiko bafu sebule
clean: clean wash vacuum laundry safish- osh- fu- dobi usafi
electricity: electricity power electric outlet umeme stima luku tokeni
water: water maji
family: family mother father brother sister mum dad wife husband child familia mama baba
  kaka dada mke mume mtoto watoto
friend: friend buddy mate rafiki marafiki
love: love like favourite favorite enjoy pend- upendo mapenzi
hate: hate dislike chuki chuk-
name: name called jina itwa itw-
age: age old born birthday umri miaka zaliwa
live: live reside from stay ishi kaa tok- toka
job: job work career employ hire office kazi ajira ofisi ajiri
school: school class student teacher exam study shule darasa mwanafunzi mwalimu mtihani som-
  chuo
doctor: doctor hospital clinic nurse medical daktari hospitali kliniki muuguzi zahanati
sick: sick ill pain hurt fever headache ugonjwa umw- homa maumivu um- mgonjwa
medicine: medicine drug pill prescription vaccine dawa chanjo
police: police thief emergency polisi mwizi dharura
government: government president politics law election serikali rais siasa sheria uchaguzi
number: number digit calculate plus minus math namba nambari hesab- jumlish- jumla hesabu
measure: measure convert kilo gram litre inch cup pima kipimo
stock: stock share market hisa
list: list shopping todo task orodha
item: item thing kitu vitu
picture: picture photo image camera picha kamera
file: file document form faili hati fomu nyaraka
register: register signup enrol join subscribe jisajili sajil- jiung-
application: apply application omb- maombi
app: app application software program programu
robot: robot bot ai machine computer roboti
weight: weight heavy light uzito zito
safe: safe secure security fraud scam suspicious salama usalama utapeli ulaghai
question: question ask swali uliz-
opinion: think opinion believe fikiri maoni dhani waz-
fact: fact information details info habari taarifa maelezo ukweli
more: more another extra zaidi nyingine ingine
less: less fewer chache pungufu
all: all every everything yote wote kila zote
nothing: nothing none hakuna
first: first kwanza
last: last final mwisho
next: next following upcoming ijayo inayofuata jayo
previous: previous former past iliyopita lililopita
one: one moja
two: two mbili wawili
three: three tatu
four: four nne
five: five tano
ten: ten kumi
half: half nusu
hundred: hundred mia
thousand: thousand elfu
animal: animal dog cat cow pet mnyama mbwa paka wanyama
garden: plant garden farm crop mmea bustani shamba kilimo mazao
social: facebook twitter instagram tweet post whatsapp chapisho tangaz-
holiday: holiday christmas easter eid sikukuu likizo krismasi pasaka
flip: flip coin dice roll toss sarafu rush-
skip: skip next ruka pita
shuffle: shuffle random changany- nasibu
confirm: confirm verify sure check thibitish- hakiki angali-
check: check see angali- kagu- hakiki
recommend: recommend suggest suggestion pendekez- pendekezo shauri
compare: compare difference better best linganish- tofauti bora
allow: allow may can permit rush- ruhus- wez- weza
must: must should have lazima bid- pas-
limit: limit maximum minimum kikomo
expire: expire expiry expiration valid isha kwisha
code: code namba msimbo kodi
plug: plug socket switch soketi plagi swichi
coffee: coffee espresso kahawa
vacuum: vacuum hoover robot
"""
